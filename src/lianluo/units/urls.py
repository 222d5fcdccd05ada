from django.urls import path

from lianluo.units import views

app_name = "units"

urlpatterns = [
    path("", views.Tree.as_view(), name="tree"),
    path("pick/", views.UnitPicker.as_view(), name="pick"),
    path("<int:pk>/", views.UnitPage.as_view(), name="unit"),
    path("<int:pk>/opening/", views.Opening.as_view(), name="opening"),
    path("<int:pk>/renaming/", views.Renaming.as_view(), name="renaming"),
    path("<int:pk>/merging/", views.Merging.as_view(), name="merging"),
    path("<int:pk>/closing/", views.Closing.as_view(), name="closing"),
    path("<int:pk>/leading-group/", views.LeadingGroup.as_view(), name="leading_group"),
]
