"""One application for an allotment."""

import os

from django.contrib import admin
from django.db import models

# A new edition of the system calls a field otherwise.
PHONE = os.environ.get("ALLOTMENTS_PHONE", "電話番号")
# So many 登録 are answered as if they had been kept, and are not (every n-th).
FORGETS = int(os.environ.get("ALLOTMENTS_FORGETS", "0"))


class Application(models.Model):
    """Who wants which allotment. Nothing keeps the same case from being added twice."""

    kana = models.CharField("フリガナ", max_length=40)
    name = models.CharField("氏名", max_length=40)
    birth_date = models.DateField("生年月日")
    phone = models.CharField(PHONE, max_length=11)
    farm = models.CharField(
        "希望農園",
        max_length=10,
        choices=[(each, each) for each in ("田園調布", "馬込", "糀谷")],
    )
    plots = models.PositiveIntegerField("区画数")
    applied_on = models.DateField("申込日")
    takes_part = models.BooleanField("抽選に参加", default=False)
    note = models.TextField("備考", blank=True)
    clerk = models.CharField("登録者", max_length=20, editable=False)
    at = models.DateTimeField("登録日時", auto_now_add=True)

    class Meta:
        app_label = "allotments"
        verbose_name = verbose_name_plural = "農園利用申込"

    def __str__(self):
        return self.number()

    @admin.display(description="受付番号")
    def number(self):
        """Return what the clerk calls it."""
        return f"K{self.pk or 0:06}"


class ApplicationAdmin(admin.ModelAdmin):
    """The screens: list with search, form with two sections."""

    fieldsets = (
        ("申込者", {"fields": ("kana", "name", "birth_date", "phone")}),
        ("申込内容", {"fields": ("farm", "plots", "applied_on", "takes_part", "note")}),
    )
    list_display = ("number", "kana", "name", "birth_date", "farm", "clerk", "at")
    search_fields = ("kana",)
    list_per_page = 20

    def save_model(self, request, obj, form, change):
        obj.clerk = request.user.username
        super().save_model(request, obj, form, change)
        if FORGETS and not change and obj.pk % FORGETS == 0:
            obj.delete()


admin.site.register(Application, ApplicationAdmin)
