"""The card of the Details button: how a picture was made, with a plot of its losses and a recipe to share."""

from __future__ import annotations

from bot.jobs.job import Job
from bot.parameters.codes import ExtraPictures, write_recipe
from bot.parameters.loss_history import Captions, draw_losses
from bot.parameters.recipes import is_instant
from bot.runtime.blocking import run_blocking
from cogs.painting import phrases
from cogs.painting.buttons import JobButton
from cogs.painting.titles import plain_title, title
from cogs.shared.replies import Attached, Reply
from cogs.shared.texts import Language, localized, user_error
from nst.layers import written_layers
from nst.params import Params


async def details_card(job: Job, locale: Language) -> Reply:
    """The card, in the language of the person who asks.

    Raises:
        UserError: the job has no picture (yet).
    """
    if job.summary is None:
        raise user_error("no-picture")
    history, params = job.summary.get("history"), Params.from_dict(job.summary["params"])
    plot = None
    if history and history["steps"] and not is_instant(params):
        captions = Captions(
            title=localized("stylize-plot-title", locale, id=job.id),
            steps=localized("stylize-plot-steps", locale),
            loss=localized("stylize-plot-loss", locale),
            style=localized("stylize-plot-style", locale),
            content=localized("stylize-plot-content", locale),
        )
        alt = localized("stylize-plot-alt", locale, title=plain_title(job, locale))
        plot = Attached(f"losses-{job.id}.png", await run_blocking(draw_losses, history, captions), alt)
    measured = phrases.losses(locale, job.summary)
    lines = [
        localized("stylize-details-title", locale, id=job.id),
        title(job, locale),
        *_parameters(job, params, locale),
        "",  # without it the line would belong to the list
        f"-# {measured}" if is_instant(params) else f"-# {measured} · {phrases.run(locale, job.summary)}",
    ]
    line = write_recipe(params, ExtraPictures.of(job.styles, job.mask, job.summary.get("networks", ())))
    foot = f"{localized('stylize-details-recipe', locale)}\n```\n{line}\n```"
    if plot is not None and params.scales > 1 and not params.sheet:
        foot = f"-# {localized('stylize-plot-jumps', locale)}\n{foot}"
    return Reply("\n".join(lines), plot, foot, [JobButton("recipe", job.id, locale)])


def _parameters(job: Job, params: Params, locale: Language) -> list[str]:
    width, height = (job.summary or {}).get("size", (0, 0))
    content, style = written_layers(params.content_layers), written_layers(params.style_layers)
    facts = [
        localized("stylize-details-recipe-name", locale, recipe=params.recipe),
        localized("stylize-details-size", locale, width=str(width), height=str(height)),
        localized("stylize-details-strength", locale, strength=phrases.value(locale, "strength", params.strength)),
        localized("stylize-details-strokes", locale, scale=phrases.value(locale, "style_scale", params.style_scale)),
        localized("stylize-details-colours", locale, colours=phrases.value(locale, "colours", params.colours)),
    ]
    if is_instant(params):
        facts.append(localized("stylize-details-instant", locale))
    else:
        facts.append(localized("stylize-details-start", locale, optimizer=params.optimizer, loss=params.style_loss))
        facts.append(localized("stylize-details-layers", locale, content=content or "–", style=style or "–"))
    if job.parent_id:
        facts.append(localized("stylize-details-parent", locale, id=job.parent_id))
    return [f"- {fact}" for fact in facts]
