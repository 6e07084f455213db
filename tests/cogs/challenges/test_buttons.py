"""Every button and menu has an action."""

from cogs.challenges.buttons import ACTIONS, LOOKS, MENU_ACTIONS, MENUS
from tests.cogs.world import World


async def test_every_button_and_menu_has_its_action_once_the_bot_runs(world: World) -> None:
    await world.begin()
    assert ACTIONS.keys() == LOOKS.keys()
    assert MENU_ACTIONS.keys() == set(MENUS)
