"""The form for what is minimised and how: layers, style loss, start, optimiser, steps and total variation."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import Any, Self

import discord
from discord import ui

from bot.parameters.codes import longest_steps
from cogs.painting.orders import ask_again
from cogs.painting.partial_orders import read_draft
from cogs.painting.questions import submit_or_ask
from cogs.shared.forms import CorrectableForm, choice, first, labelled
from cogs.shared.job_access import visible_job
from cogs.shared.texts import Language, localized, user_error
from nst.layers import layer_weights, written_layers
from nst.params import Init, Optimizer, Params, StyleLoss

_STARTS = (Init.CONTENT, Init.MATCHED, Init.NOISE, Init.STYLE)
_NAMES = {Optimizer.ADAM: "Adam", Optimizer.LBFGS: "L-BFGS"}
_RATES = {Optimizer.ADAM: 0.03, Optimizer.LBFGS: 1.0}
_MOST_VARIATION = 100.0
_STEPS = re.compile(r"\s*(\d{1,5})\s*(?:[/;]\s*(\d{1,4}(?:[.,]\d{1,6})?)\s*)?")


class AdvancedForm(CorrectableForm):
    """Asks for the settings of the optimisation: for a picture that is painted again, or for an order.

    Args:
        subject: ``job`` or ``draft``.
        subject_id: its id.
        locale: of the texts.
        params: what the fields show.
    """

    template = re.compile(r"advanced:(?P<subject>job|draft):(?P<id>[0-9a-f]{1,32})")

    def __init__(self, subject: str, subject_id: str, locale: Language = None, params: Params | None = None) -> None:
        now = params or Params()
        self._subject, self._id = subject, subject_id
        self._content: ui.TextInput[Any] = ui.TextInput(
            custom_id="content", default=written_layers(now.content_layers), max_length=200
        )
        self._style: ui.TextInput[Any] = ui.TextInput(
            custom_id="style", default=written_layers(now.style_layers), max_length=400
        )
        losses = [(loss.value, localized(f"stylize-loss-{loss}", locale)) for loss in StyleLoss]
        self._loss = choice("loss", losses, chosen=now.style_loss)
        ways = [
            (f"{start} {optimizer}", f"{localized(f'stylize-init-{start}', locale)} · {_NAMES[optimizer]}")
            for optimizer, start in product(Optimizer, _STARTS)
        ]
        self._way = choice("way", ways, chosen=f"{now.init} {now.optimizer}")
        self._steps: ui.TextInput[Any] = ui.TextInput(
            custom_id="steps", default=f"{now.steps} / {now.tv_weight:g}", max_length=20
        )
        super().__init__(
            localized("stylize-advanced-title", locale),
            f"advanced:{subject}:{subject_id}",
            labelled(
                localized("stylize-advanced-content", locale),
                self._content,
                localized("stylize-advanced-layers-help", locale),
            ),
            labelled(
                localized("stylize-advanced-style", locale),
                self._style,
                localized("stylize-advanced-layers-help", locale),
            ),
            labelled(localized("stylize-advanced-loss", locale), self._loss),
            labelled(localized("stylize-advanced-way", locale), self._way),
            labelled(
                localized("stylize-advanced-steps", locale),
                self._steps,
                localized("stylize-advanced-steps-help", locale, limit=longest_steps()),
            ),
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `CorrectableForm`."""
        return cls(match["subject"], match["id"])

    @classmethod
    async def shown(cls, interaction: discord.Interaction[Any], match: re.Match[str]) -> Self:
        """See `CorrectableForm`."""
        if match["subject"] == "job":
            params: Params | None = (await visible_job(interaction, match["id"])).params
        else:
            params = (await read_draft(interaction, match["id"])).params
        return cls(match["subject"], match["id"], interaction.locale, params)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Paint with the entered settings, or ask for what the order lacks."""
        if self._subject == "job":
            job = await visible_job(interaction, self._id)
            alone = self.seen_by_one(interaction)
            await ask_again(interaction, job, self._entered(job.params), seen_by_one=alone)
        else:
            order = await read_draft(interaction, self._id)
            await submit_or_ask(interaction, replace(order, params=self._entered(order.params or Params())))

    def _entered(self, params: Params) -> Params:
        """The parameters with what was entered.

        Raises:
            UserError: a field cannot be understood, or its value is out of range.
        """
        steps, variation = read_steps(self._steps.value)
        start, _, optimizer = (first(self._way) or f"{params.init} {params.optimizer}").partition(" ")
        if optimizer != params.optimizer:
            params = replace(params, learning_rate=_RATES[Optimizer(optimizer)])
        return replace(
            params,
            content_layers=layer_weights(self._content.value) or {},
            style_layers=layer_weights(self._style.value) or {},
            style_loss=StyleLoss(first(self._loss) or params.style_loss),
            init=Init(start),
            optimizer=Optimizer(optimizer),
            steps=steps,
            tv_weight=params.tv_weight if variation is None else variation,
        )


def read_steps(text: str) -> tuple[int, float | None]:
    """Steps, and the weight of the total variation if given: ``160 / 0.02``.

    Raises:
        UserError: the text has another form, or a value is out of range.
    """
    match = _STEPS.fullmatch(text)
    limit = longest_steps()
    if match is None or not 1 <= int(match[1]) <= limit:
        raise user_error("unclear-steps", limit=limit)
    variation = None if match[2] is None else float(match[2].replace(",", "."))
    if variation is not None and variation > _MOST_VARIATION:
        raise user_error("unclear-steps", limit=limit)
    return int(match[1]), variation
