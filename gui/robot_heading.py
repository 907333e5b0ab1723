"""The top of a robot's page: what it is, whose, and where it types."""

from PySide6.QtWidgets import QHBoxLayout, QLabel

from gui.wording import ENVIRONMENTS
from gui.words import tr
from rpa_suite.app.records import RobotCard
from rpa_suite.model.work import Environment


def heading_of(card: RobotCard) -> QHBoxLayout:
    """Return the line, with a badge of the environment where the site is known."""
    title = QLabel(f"{card.robot.task}　{card.robot.title}")
    title.setObjectName("title")
    site = card.site.title if card.site else card.robot.site
    under = QLabel(
        tr("{section}　・　接続先: {site}").format(
            section=card.robot.section, site=site
        )
    )
    under.setObjectName("muted")
    heading = QHBoxLayout()
    heading.addWidget(title)
    heading.addStretch(1)
    heading.addWidget(under)
    if card.site:
        badge = QLabel(tr(ENVIRONMENTS[card.site.environment]))
        badge.setObjectName("badge")
        badge.setProperty("production", card.site.environment is Environment.PRODUCTION)
        heading.addWidget(badge)
    return heading
