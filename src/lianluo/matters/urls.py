from django.urls import path

from lianluo.matters import plan_views, views

app_name = "matters"
urlpatterns = [
    path("", views.MatterList.as_view(), name="list"),
    path("<int:pk>/", views.MatterPage.as_view(), name="detail"),
    path("<int:pk>/history/", views.MatterHistory.as_view(), name="history"),
    path("of-person/<int:pk>/", views.MattersOfPerson.as_view(), name="of_person"),
    # The breakdown plan
    path("plans/", plan_views.PlanList.as_view(), name="plans"),
    path("plans/new/", plan_views.DrawUpPlan.as_view(), name="draw_up_plan"),
    path("plans/<int:pk>/", plan_views.PlanBoard.as_view(), name="plan"),
    path("plans/<int:pk>/lines/", plan_views.PlanLines.as_view(), name="plan_lines"),
    path("plans/<int:pk>/submission/", plan_views.SubmitPlan.as_view(), name="submit_plan"),
    path("plans/<int:pk>/approval/", plan_views.ApprovePlan.as_view(), name="approve_plan"),
    path("plans/<int:pk>/return/", plan_views.ReturnPlan.as_view(), name="return_plan"),
    path("plans/<int:pk>/publication/", plan_views.PublishPlan.as_view(), name="publish_plan"),
    path("plans/lines/<int:pk>/", plan_views.PlanLinePage.as_view(), name="plan_line"),
    path("plans/departments/", plan_views.DepartmentPicker.as_view(), name="pick_department"),
    path("plans/handlers/", plan_views.HandlerPicker.as_view(), name="pick_handler"),
]
