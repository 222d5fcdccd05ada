import os

from django.core.wsgi import get_wsgi_application

from lianluo.config.lifeline import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianluo.config.settings")
if os.environ.get("LIANLUO_SUPERVISED") == "True":
    end_with_parent()  # this is granian's worker process; its main process may be killed hard
application = get_wsgi_application()
