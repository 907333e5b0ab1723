"""Items from paper with everything that people said of them since they came here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rpa_suite.app.item_records import flattened
from rpa_suite.errors import StepNotAllowed
from rpa_suite.model.forms import Field, FilledForm, FormTemplate, Reading
from rpa_suite.model.verifying import FieldLook, FieldStanding, standing
from rpa_suite.model.work import ItemEvent, ItemState, WorkItem
from rpa_suite.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperCase:
    """An item in REVIEW with its paper and everything said of it.

    Attributes:
        looks: Field id to looks since the item came to REVIEW.
        again: Whether it was confirmed before and sent back.
    """

    item: WorkItem
    template: FormTemplate
    form: FilledForm
    looks: Mapping[str, Sequence[FieldLook]]
    again: bool = False

    def standing(self, field_id: str) -> FieldStanding:
        """Return how far the people are with a field."""
        verify = self._field(field_id).verify
        return standing(verify, self.looks.get(field_id, ()))

    def values(self) -> dict[str, str]:
        """Return field id to value: what people settled, else what was there."""
        if self.again:
            found = {k: _as_stored(v) for k, v in flattened(self.item.values)}
        else:
            found = {r.field_id: r.value or "" for r in self.form.readings}
        for field_id in self.looks:
            decided = self.standing(field_id).decided
            if decided and self.standing(field_id).is_settled:
                found[field_id] = decided.value
        return found

    @property
    def doubtful(self) -> tuple[Reading, ...]:
        """The readings that somebody must look at before the form can go on."""
        return () if self.again else self.form.doubts

    def open_fields(self) -> list[str]:
        """Return the ids of fields that are not settled yet."""
        wanted = {reading.field_id for reading in self.doubtful} | set(self.looks)
        return [
            field.id
            for field in self.template.fields
            if field.id in wanted
            and (self.standing(field.id).looks or self._is_doubtful(field.id))
            and not self.standing(field.id).is_settled
        ]

    def _is_doubtful(self, field_id: str) -> bool:
        return any(reading.field_id == field_id for reading in self.doubtful)

    def _field(self, field_id: str) -> Field:
        return self.template.field_named(field_id)


def since_review(history: Sequence[ItemEvent]) -> tuple[datetime | None, bool]:
    """Return when the item came to REVIEW, and whether it had been there before."""
    came = [event for event in history if event.to_state is ItemState.REVIEW]
    last = came[-1] if came else None
    return (last.at if last else None), len(came) > 1


class PaperCases:
    """Gathers cases out of the store."""

    def __init__(self, store: Store, templates: Mapping[str, FormTemplate]) -> None:
        self._store = store
        self._templates = templates

    def one(self, item_id: str) -> PaperCase:
        """Return the case of an item in REVIEW.

        Raises:
            StepNotAllowed: It is there no longer.
        """
        item = self._store.items.get(item_id)
        if item.state is not ItemState.REVIEW:
            raise StepNotAllowed(
                f"明細 {item.number} は「{item.state.label}」になっています。"
                "ほかの人が確認を終えたようです。次の票へ進んでください。"
            )
        return next(self.of([item]))

    def of(self, items: Sequence[WorkItem]) -> Iterator[PaperCase]:
        """Yield the cases of those items that came from paper."""
        looks = self._store.looks.of_items([item.id for item in items])
        for item in items:
            form = self._store.forms.readings_of(item.id)
            template = self._templates.get(form.template_id) if form else None
            if form is None or template is None:
                continue
            since, again = since_review(self._store.items.history(item.id))
            yield PaperCase(
                item=item,
                template=template,
                form=form,
                looks={
                    field_id: [k for k in said if since is None or k.at >= since]
                    for field_id, said in looks.get(item.id, {}).items()
                },
                again=again,
            )


def _as_stored(text: str) -> str:
    return "true" if text == "True" else text
