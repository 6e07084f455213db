"""The board shows every change, and is not edited too often."""

from bot.jobs.delivery import TooManyEdits
from tests.bot.challenges.challenge_services import ALICE, BOB, CAROL, ChallengeServices, FakePublisher, person


async def test_the_board_follows_what_happens(services: ChallengeServices, publisher: FakePublisher) -> None:
    challenge = await services.announced()
    publisher.refreshed.clear()
    await services.advance()
    assert publisher.refreshed == []
    entry = await services.entered(challenge, ALICE)
    await services.advance()
    await services.advance()
    assert [one.id for one in publisher.refreshed] == [challenge.id]
    await services.participation.withdraw(entry.id, person(ALICE))
    await services.advance()
    assert len(publisher.refreshed) == 2


async def test_a_board_that_discord_wants_no_edits_of_is_left_alone_for_a_while(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    challenge = await services.announced()
    publisher.refreshed.clear()
    publisher.refresh_failures = [TooManyEdits("too many edits of an old message", seconds=60)] * 3
    for someone in (ALICE, BOB, CAROL):
        await services.entered(challenge, someone)
        await services.advance()
    assert [one.id for one in publisher.refreshed] == [challenge.id], "and not with every change"
