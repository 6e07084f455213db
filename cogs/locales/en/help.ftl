# /help: one card that fits on one screen. $stylize and so on are links to commands.

help-description = What I can do, and how to ask for it
help-title = ### 🦎 { $me }
    I paint your photo in the style of another picture: not with a filter but from scratch, step by step, while you watch.
help-ways = **Four ways to ask**
    - { $stylize }: a photo, and a painting or the name of a style ({ $style-list } shows them all)
    - Right-click a picture (on a phone: hold it), **Apps**, then **{ $menu-stylize }** or **{ $menu-style }**
    - Mention me with a photo, or in a reply to a picture of mine, and name a style: “{ $me } mosaic”
    - { $challenge-list }: press **{ challenges-button-paint }**, enter the picture, vote
help-buttons = **Below your picture**
    🎲 { stylize-again }: another attempt · 🔀 { stylize-vary }: something like it · 🎛️ { stylize-tune }: change strength, strokes, colours · 🔍 { stylize-bigger } · 📊 { stylize-details }: how it was made · 🗑️ { stylize-delete }
help-more = **And then**
    { $history } has your pictures, { $show } shows one again, { $notify } tells you when one is ready, { $style-save } keeps a style. { $texture }, { $reconstruct } and { $layers } show what the network sees.
help-people = -# { $consent }: whether others may have your pictures painted · { $privacy }: what I keep, and how to take it with you or delete it
help-moderators = -# You moderate here: { $challenge-create } starts a challenge.
help-admins = -# You run this server: { $settings } says where, for whom and how large I paint.
