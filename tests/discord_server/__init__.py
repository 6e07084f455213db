"""An independent Discord for tests: the real ``python -m bot`` as a process, against a small server on loopback.

It shares no code with the simulator of the other tests, and follows Discord's public documentation: REST (v10),
gateway (zlib stream, resume, invalid sessions), CDN, rate-limit buckets, the deadlines of 3 s and 15 min, and errors.
Every request is checked against a schema of what the bot sends. A bad request gets 400, like on Discord, and is noted
in `violations`, which fails the test.

How to use it (`tests/e2e/discord/conftest.py` has the fixtures ``discord`` and ``shared_discord``)::

    async def test_a_picture(discord):                      # a DiscordServer; the bot is not started yet
        await discord.start_bot()                           # settings as keywords: TEST_GUILD_ID="1"
        alice = discord.person("Alice")
        asked = await alice.slash("stylize", content=photo(), style=painting())   # returns when it is acknowledged
        await finished(asked)                               # asked.reply.text, .buttons, .attachments
        await alice.press(asked.reply, "Again")
        assert await discord.bot.stop() == 0

Faults::

    discord.bad_day("POST", "/interactions/.*", status=0, taken=True)   # carried out, then the line is cut
    discord.bad_day("PATCH", "/webhooks/.*", status=502, times=None).end()
    discord.gateway.starts.append(Start(status=503))        # the next connection; `Start` has more
    await discord.gateway.invalidate()                      # ask_to_reconnect(), close(code), fall_silent()

Time: the bot's clocks are the computer's plus the time that the test has moved, so nothing sleeps for long. Only moved
time counts for the deadlines (`tests.discord_server.clock`)::

    await discord.pass_time(240)                            # in steps; due events happen in order
    await discord.eventually(lambda: done(), within=300)    # moves the clock until the condition holds

Time passes only while the bot and this server wait, so a slow machine misses no deadline. Still, before you move the
clock, wait for an acknowledgement in real time (`slash` and the others do), because it has a deadline of 3 s.

Processes: `discord.bot` can be started, stopped (SIGTERM) and killed (SIGKILL) any number of times; its data survive.
`bot.output` has every line it wrote. `discord.hold_painter()` stops pictures in the middle, and `let_one_go()` and
`release_painter()` continue them.

Modules: `server` builds everything; `api` handles every request; `messages`, `callbacks` and `places` are the
endpoints; `schema` checks bodies; `gateway`, `limits`, `faults`, `clock`; `state` and `payloads` are the world and its
JSON; `people` are the users; `process` runs the bot, and `launcher`, `warp`, `lags` and `painter` run in its process.
Only addresses and clocks differ there, and the painter on request.
"""
