"""Every button and menu does something."""

from bot.client import Chameleon
from cogs.challenges.buttons import ACTIONS, LOOKS, MENU_ACTIONS, MENUS


def test_every_button_and_menu_has_its_action_once_the_bot_is_loaded() -> None:
    assert Chameleon
    assert ACTIONS.keys() == LOOKS.keys()
    assert MENU_ACTIONS.keys() == set(MENUS)
