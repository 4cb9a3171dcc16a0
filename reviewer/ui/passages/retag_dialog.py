"""Changing the tags of many passages, and making two tags one: how many it touches is said before it happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.model import PassageId, Tag
from reviewer.review import retag
from reviewer.store import coding, document_tags
from reviewer.ui.by_locale import number
from reviewer.ui.job_runner import JobRunner
from reviewer.ui.list_dialog import decision
from reviewer.ui.passages import retagging
from reviewer.ui.passages.retagging import ToRetag
from reviewer.ui.segments import Segments
from reviewer.ui.session import MANY, Session
from reviewer.ui.tag_box import TagBox

PUT, OFF, EXCHANGE = "put", "off", "exchange"
CHOSEN, SHOWN = "chosen", "shown"
_WIDTH = 500


class _CountedDialog(QDialog):
    """Says what is about to happen; its button does it as one step and tells what came of it."""

    def __init__(self, session: Session, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._session = session
        self._words, self.go = QLabel(wordWrap=True), QPushButton()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setMinimumHeight(3 * self.fontMetrics().height() + 4)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(self.form)
        column.addWidget(self._words)
        column.addLayout(decision(self, self.go))
        self._runner = JobRunner(retagging.retag, self)
        self._runner.finished.connect(self._finish)
        self._runner.failed.connect(self._fail)
        session.closed.connect(self._leave)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, go: str, possible: bool) -> None:
        """Say what would happen, and what the button does."""
        self._words.setText(words)
        self.go.setText(go)
        self.go.setEnabled(possible)

    def carry_out(self, passages: int, verb: Callable[..., int], *given: object) -> None:
        """Call a verb that hands back how many passages it changed; where they are many, in a child process."""
        store = self._session.store
        if store is None or self._runner.running:
            return
        if passages > MANY:
            self.go.setEnabled(False)
            self._words.setText(self.tr("{passages} are being changed…").format(passages=_counted(passages)))
            self._runner.start(ToRetag(str(store.folder), self._session.author, verb, given))
        else:
            self._end(self._session.do(verb, *given))

    def reject(self) -> None:
        """Close, unless a change is under way: it is one step, which is done or not."""
        if not self._runner.running:
            super().reject()

    def _fail(self, why: str) -> None:
        self.say(why, self.go.text(), False)

    def _finish(self, changed: int) -> None:
        self._session.tell_coded()
        self._end(changed)

    def _leave(self) -> None:
        self._runner.stop()
        super().reject()

    def _end(self, changed: int | None) -> None:
        if changed is not None:
            self._session.told.emit(
                self.tr("{passages} changed. Undo takes it back.").format(passages=_counted(changed))
            )
            super().accept()


class RetagDialog(_CountedDialog):
    """A tag is put on, taken off or exchanged, on the passages that are selected or on all that are shown."""

    def __init__(
        self, session: Session, chosen: Sequence[PassageId], shown: Sequence[PassageId], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, "", parent)
        self.setWindowTitle(self.tr("Change tags"))
        self._passages = {CHOSEN: chosen or shown, SHOWN: shown}
        tags = coding.tags(session.store) if session.store else []
        self._borne = {tag.id: coding.bearing(session.store, tag.id) for tag in tags} if session.store else {}
        self.way = Segments(
            self.tr("What to do"),
            [(PUT, self.tr("Put on")), (OFF, self.tr("Take off")), (EXCHANGE, self.tr("Replace"))],
        )
        selected, everything = self.tr("Selected: {n}"), self.tr("All shown: {n}")
        self.scope = Segments(
            self.tr("On which passages"),
            [(CHOSEN, selected.format(n=number(len(chosen)))), (SHOWN, everything.format(n=number(len(shown))))],
        )
        self.tag, self.other = TagBox(self.tr("Tag"), tags), TagBox(self.tr("By the tag"), tags)
        self.form.addRow(self.tr("Do"), self.way)
        self.form.addRow(self.tr("On"), self.scope)
        self.form.addRow(self.tr("Tag"), self.tag)
        self.form.addRow(self.tr("By"), self.other)
        self.form.setRowVisible(self.scope, 0 < len(chosen) < len(shown))
        for signal in (
            self.way.changed,
            self.scope.changed,
            self.tag.currentIndexChanged,
            self.other.currentIndexChanged,
        ):
            signal.connect(self._describe)
        self._describe()

    def accept(self) -> None:
        passages, name, other = self._passages[self.scope.value], self.tag.currentText(), self.other.currentText()
        if self.way.value == PUT:
            self.carry_out(len(passages), retag.put_on, passages, name)
        elif self.way.value == OFF:
            self.carry_out(len(passages), retag.take_off, passages, name)
        else:
            self.carry_out(len(passages), retag.exchange, passages, name, other)

    def _describe(self) -> None:
        way, passages = self.way.value, self._passages[self.scope.value]
        self.form.setRowVisible(self.other, way == EXCHANGE)
        borne = len(self._set(self.tag).intersection(passages))
        counted = {"all": _counted(len(passages)), "tag": self.tag.currentText(), "other": self.other.currentText()}
        there, bare = number(borne), len(passages) - borne
        if way == PUT:
            said = self.tr("{bare} of {all} get “{tag}”; {there} bear it already. Undo takes it back in one step.")
            self.say(said.format(there=there, bare=number(bare), **counted), self._button(PUT, bare), bare > 0)
        elif way == OFF:
            said = self.tr("{there} of {all} lose “{tag}”; the passages stay. Undo brings it back in one step.")
            self.say(said.format(there=there, **counted), self._button(OFF, borne), borne > 0)
        else:
            said = self.tr("{there} of {all} get “{other}” in place of “{tag}”; {both} bear both and keep “{other}”.")
            both = len(self._set(self.tag) & self._set(self.other) & set(passages))
            same = self.tag.currentIndex() == self.other.currentIndex()
            words = (
                self.tr("Choose two different tags.")
                if same
                else said.format(there=there, both=number(both), **counted)
            )
            self.say(words, self._button(EXCHANGE, borne), borne > 0 and not same)

    def _button(self, way: str, count: int) -> str:
        on = {PUT: self.tr("Put on {n}"), OFF: self.tr("Take off {n}"), EXCHANGE: self.tr("Replace on {n}")}
        return on[way].format(n=number(count))

    def _set(self, box: QComboBox) -> set[PassageId]:
        return self._borne.get(box.currentData(), set())


class MergeDialog(_CountedDialog):
    """A tag goes over into another, on all passages and documents of the matter."""

    def __init__(self, session: Session, tag: Tag, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self.setWindowTitle(self.tr("Merge “{tag}” into another tag").format(tag=tag.name))
        self._tag, store = tag, session.store
        others = [one for one in coding.tags(store) if one.id != tag.id] if store else []
        self._borne = coding.bearing(store, tag.id) if store else set()
        self._papers = len(document_tags.bearing(store, tag.id)) if store else 0
        self.into = TagBox(self.tr("Into the tag"), others)
        self.form.addRow(self.tr("Into"), self.into)
        self.into.currentIndexChanged.connect(self._describe)
        self._describe()

    def accept(self) -> None:
        self.carry_out(len(self._borne), retag.merge, self._tag.name, self.into.currentText())

    def _describe(self) -> None:
        store = self._session.store
        both = len(self._borne & coding.bearing(store, self.into.currentData())) if store and self.into.count() else 0
        said = self.tr(
            "“{tag}” is on {passages}, of which {both} bear “{into}” already. All get “{into}” instead, and “{tag}” "
            "leaves the codebook. Undo brings everything back in one step."
        )
        borne = _counted(len(self._borne))
        if self._papers:
            borne = self.tr("{passages} and {n} documents").format(passages=borne, n=number(self._papers))
        words = said.format(passages=borne, tag=self._tag.name, into=self.into.currentText(), both=number(both))
        self.say(words, self.tr("Merge"), self.into.count() > 0)


def _counted(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("RetagDialog", "1 passage")
    return QCoreApplication.translate("RetagDialog", "{n} passages").format(n=number(count))
