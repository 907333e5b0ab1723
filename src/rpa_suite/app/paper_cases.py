"""Items from paper with everything that people said of them since they came here."""

from collections.abc import Iterator, Mapping, Sequence

from rpa_suite.app.verifying import PaperCase, since_review
from rpa_suite.errors import StepNotAllowed
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.work import ItemState, WorkItem
from rpa_suite.store import Store


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
