"""An independent Discord for tests: the real ``python -m bot`` as a process, against a small server on loopback.

It shares no code with the simulator that the other tests use, and was written after Discord's public documentation.
REST (v10), gateway (zlib stream, resume, invalid sessions), CDN, rate-limit buckets, the deadlines of 3 s and 15 min,
and every error that a bad day brings. Every request is checked against a schema of what the bot sends; what does not
fit is answered with 400 as Discord does, and noted in `violations`, which fails the test.

How to use it (`tests/e2e/discord/conftest.py` has the fixtures ``discord`` and ``shared_discord``)::

    async def test_a_picture(discord):                      # a DiscordServer; the bot is not started yet
        await discord.start_bot()                           # settings as keywords: TEST_GUILD_ID="1"
        alice = discord.person("Alice")
        asked = await alice.slash("stylize", content=photo(), style=painting())   # returns when it is acknowledged
        await finished(asked)                               # asked.reply.text, .buttons, .attachments
        await alice.press(asked.reply, "Again")
        assert await discord.bot.stop() == 0

Bad days::

    discord.bad_day("POST", "/interactions/.*", status=0, taken=True)   # carried out, then the line is cut
    discord.bad_day("PATCH", "/webhooks/.*", status=502, times=None).end()
    discord.gateway.starts.append(Start(status=503))        # the next connection; `Start` has more
    await discord.gateway.invalidate()                      # ask_to_reconnect(), close(code), fall_silent()

Time: the bot's clocks are the computer's plus what the test has moved, so nothing sleeps for long and the deadlines are
measured by moved time only (`tests.discord_server.clock`)::

    await discord.pass_time(240)                            # in steps; what falls due meanwhile happens in order
    await discord.eventually(lambda: done(), within=300)    # moves the clock until it is so

Time passes only while the bot and this server wait, so a slow machine runs into no deadline. Still, wait for an
acknowledgement by the real clock (`slash` and the others do) before the clock is moved: it has 3 s of it.

Processes: `discord.bot` can be started, stopped (SIGTERM) and killed (SIGKILL) any number of times; its data outlive
it. `bot.output` has every line it wrote. `discord.hold_painter()` stops pictures in the middle, `let_one_go()` and
`release_painter()` let them go on.

Modules: `server` puts it together; `api` is the way of every request; `messages`, `callbacks` and `places` are the
endpoints; `schema` checks bodies; `gateway`, `limits`, `faults`, `clock`; `state` and `payloads` are the world and its
JSON; `people` act; `process` runs the bot, and `launcher`, `warp` and `painter` are what is in its process. Only
addresses and clocks differ there, and the painter where that is asked for.
"""
