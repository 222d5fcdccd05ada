"""Users and the posts they hold. Every act is done by somebody in a post."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.units.models import LeadingGroup, Unit


class UserQuerySet(models.QuerySet):
    def holding(self, role: str, unit: Unit, day=None) -> UserQuerySet:
        """Users who hold `role` in exactly `unit` on `day` (today)."""
        held = Post.objects.held_on(day or clock.today()).filter(role=role, unit=unit)
        return self.filter(id__in=held.values("user_id"), is_active=True)

    def visible_to(self, actor) -> UserQuerySet:
        """Colleagues: who holds or held a post in the actor's procuratorate or below it."""
        return self.filter(id__in=Post.objects.visible_to(actor).values("user_id"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username: str, password: str | None = None, **fields) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("office telephone"), max_length=40, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now)
    sign_outs = models.PositiveIntegerField(default=0, editable=False)
    """How often all sessions were ended at once; part of what a session must know to stay valid."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret=None) -> str:
        """Django's own, with the count of sign-outs: raising it ends every session of the user."""
        known = f"{self.password}:{self.sign_outs}"
        return salted_hmac("lianluo.accounts.sessions", known, secret=secret, algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    """Roles of posts; the last three exclude all others (GB/T 22239-2019, separation of the three administrators)."""

    LIAISON_OFFICE = "liaison_office", _("liaison office clerk")
    DEPARTMENT_HEAD = "department_head", _("department head")
    HANDLER = "handler", _("handler")
    LEADER = "leader", _("leader in charge")
    CHIEF = "chief", _("chief procurator")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")
    AUDITOR = "auditor", _("audit administrator")


ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)


class PostQuerySet(models.QuerySet):
    def visible_to(self, actor) -> PostQuerySet:
        """Who serves where is known within a procuratorate, and to those above it."""
        if actor is None or actor.organ is None:
            return self.none()
        return self.filter(unit__path__startswith=actor.organ.path)

    def held_on(self, day) -> PostQuerySet:
        return self.filter(from_on__lte=day).filter(Q(until_on__isnull=True) | Q(until_on__gte=day))


class Post(models.Model):
    """A user in a unit in a role, from–to (both days included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    title = models.CharField(_("post title"), max_length=80, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        ordering = ["-from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="post_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=Q(until_on__isnull=True), name="post_open_once"
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="post_unit_role")]

    def __str__(self) -> str:
        return f"{self.user.name} {self.title or self.get_role_display()}"


class ServedQuerySet(models.QuerySet):
    """Rows with from_on and until_on, both days included."""

    def held_on(self, day) -> ServedQuerySet:
        return self.filter(from_on__lte=day).filter(Q(until_on__isnull=True) | Q(until_on__gte=day))


class OversightQuerySet(ServedQuerySet):
    def visible_to(self, actor) -> OversightQuerySet:
        return self.filter(leader__in=Post.objects.visible_to(actor))


class GroupMemberQuerySet(ServedQuerySet):
    def visible_to(self, actor) -> GroupMemberQuerySet:
        return self.filter(post__in=Post.objects.visible_to(actor))


class Oversight(models.Model):
    """A leader in charge (分管) of a department, from–to."""

    leader = models.ForeignKey(Post, models.PROTECT, related_name="oversights")
    department = models.ForeignKey(Unit, models.PROTECT, related_name="oversights")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = OversightQuerySet.as_manager()

    class Meta:
        verbose_name = _("department in charge of")

    def __str__(self) -> str:
        return f"{self.leader.user.name} — {self.department.label}"


class GroupMember(models.Model):
    """Membership of the leading group, from–to."""

    class Place(models.TextChoices):
        HEAD = "head", _("head")
        DEPUTY_HEAD = "deputy_head", _("deputy head")
        MEMBER = "member", _("member")

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="members")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=20, choices=Place)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the leading group")

    def __str__(self) -> str:
        return f"{self.post.user.name} — {self.get_place_display()}"
