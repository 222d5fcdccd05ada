from django.urls import path

from lianluo.documents import template_views as templates
from lianluo.documents import views

app_name = "documents"
urlpatterns = [
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/changes/", views.Compare.as_view(), name="compare"),
    path("templates/", templates.Templates.as_view(), name="templates"),
    path("templates/<int:pk>/", templates.Template.as_view(), name="template"),
    path("templates/<int:pk>/file/", templates.File.as_view(), name="template_file"),
    path("templates/<int:pk>/try/", templates.Try.as_view(), name="template_try"),
    path("templates/<int:pk>/use/", templates.Use.as_view(), name="template_use"),
    path("templates/<int:pk>/changes/", templates.CompareTemplate.as_view(), name="template_changes"),
    path("templates/<str:key>/", templates.Templates.as_view(), name="templates_of"),
    path("templates/<str:key>/start/", templates.Starting.as_view(), name="template_start"),
    path("templates/<str:key>/upload/", templates.Upload.as_view(), name="template_upload"),
    path("templates/<str:key>/built-in/", templates.UseBuiltIn.as_view(), name="template_built_in"),
]
