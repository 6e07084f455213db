# Kunstwettbewerbe der Gemeinschaft.

challenges-description = Kunstwettbewerbe: malen, einreichen, abstimmen und feiern
challenges-create-description = Richte einen Wettbewerb aus; du siehst eine Vorschau, bevor ihn sonst jemand sieht
challenges-submit-description = Reiche ein Bild ein, das ich für dich gemalt habe
challenges-list-description = Die Wettbewerbe dieses Servers
challenges-show-description = Zeig einen Wettbewerb, seine Galerie und was du darin tun kannst
challenges-me-description = Deine Einreichungen, Plätze und Punkte auf diesem Server
challenges-leaderboard-description = Wer auf diesem Server am meisten gewonnen hat
challenges-manage-description = Prüfen, verlängern, schließen, disqualifizieren, absagen, wiederholen, exportieren
challenges-review-description = Sieh dir die Einreichungen an, die auf Freigabe warten
challenges-extend-description = Verschieb das Ende dessen, was gerade läuft
challenges-close-description = Beende, was gerade läuft: erst die Einreichungen, dann die Abstimmung
challenges-disqualify-description = Nimm eine Einreichung aus einem Wettbewerb
challenges-cancel-description = Beende einen Wettbewerb ohne Ergebnis
challenges-repeat-description = Einen Wettbewerb jede Woche oder jeden Monat wiederholen, mit einer Liste von Themen
challenges-stop-description = Einen Wettbewerb nicht mehr wiederholen
challenges-export-description = Ein Wettbewerb als Tabelle, oder seine Bilder als Archiv
challenges-enter-menu = Bild einreichen

challenges-option-title = Wie er heißt
challenges-option-kind = Was alle gemeinsam haben
challenges-option-theme = Worum es geht, in einem Satz
challenges-option-picture = Der Stil oder das Foto, das alle verwenden
challenges-option-style = Der Stil, den alle verwenden, mit seinem Namen hier
challenges-option-entries = Wie lange oder bis wann man einreicht: 3 Tage, Freitag 18:00 (normal 3 Tage)
challenges-option-votes = Wie lange oder bis wann man abstimmt: 2 Tage, Sonntag Abend (normal 2 Tage)
challenges-option-starts = Wann er beginnt: morgen 9:00, 24. Dezember (normal sofort)
challenges-option-timezone = Deine Zeitzone, für Daten: Europe/Berlin (normal wie beim letzten Mal)
challenges-option-each = Bilder, die eine Person einreichen darf (normal 1)
challenges-option-favourites = Bilder, für die eine Person stimmen darf (normal 3)
challenges-option-anonymous = Namen bis zum Ende verbergen (normal ja)
challenges-option-instant = Auch Sofortbilder annehmen (normal ja)
challenges-option-review = Ein Kanal, in dem die Moderation Einreichungen ansieht, bevor sie gezeigt werden
challenges-option-channel = Wo er gepostet wird (normal hier)
challenges-option-thread = Einen Thread dafür anlegen (normal nein)
challenges-option-event = In die Events des Servers eintragen (normal nein)
challenges-option-enter-role = Die Rolle, die man zum Einreichen braucht
challenges-option-vote-role = Die Rolle, die man zum Abstimmen braucht
challenges-option-account-days = Wie alt ein Konto zum Abstimmen mindestens ist, in Tagen
challenges-option-newcomers = Auch abstimmen lassen, wer während der Abstimmung dazukommt (normal nein)
challenges-option-winner-role = Die Rolle, die der Gewinner bekommt
challenges-option-winner-days = Für wie viele Tage der Gewinner sie hat (normal für immer)
challenges-option-season = Wofür die Punkte zählen (normal das Jahr)
challenges-option-challenge = Welcher Wettbewerb
challenges-option-entry = Welches Bild: Deine neuesten stehen in der Liste
challenges-option-replace = Deine Einreichung, die es ersetzt
challenges-option-season-shown = Welche Saison (normal alle)
challenges-option-until = Wie viel länger, oder bis wann: 1 Tag, Freitag 18:00
challenges-option-number = Die Nummer der Einreichung
challenges-option-reason = Warum; die Person kann es lesen
challenges-option-every = Wie oft
challenges-option-series = Welchen (normalerweise den neuesten)
challenges-option-format = Eine Tabelle oder die Bilder

challenges-kind-style = Alle malen mit einem Stil
challenges-kind-photo = Alle malen ein Foto
challenges-kind-free = Frei
challenges-every-weekly = Jede Woche
challenges-every-monthly = Jeden Monat
challenges-format-csv = Tabelle (CSV)
challenges-format-json = Alles (JSON)
challenges-format-zip = Bilder (zip)

challenges-board-title = ## 🎨 { $title }
challenges-board-theme = *{ $theme }*
challenges-board-style = 🖌️ **Alle malen mit dem Stil unten.** Das Foto wählst du.
challenges-board-photo = 🖼️ **Alle malen das Foto unten.** Den Stil wählst du.
challenges-board-free = ✨ **Foto und Stil sind dir überlassen.**
challenges-board-draft = 👀 **Vorschau**: Nur du siehst das. Einreichen von { $opens } bis { $closes }, abstimmen bis { $ends }.
challenges-board-draft-now = 👀 **Vorschau**: Nur du siehst das. Beginnt, sobald du veröffentlichst. Einreichen bis { $closes }, abstimmen bis { $ends }.
challenges-board-announced = 🕓 Einreichen von { $opens } ({ $opens-in }) bis { $closes }, abstimmen bis { $ends }.
challenges-board-open = 🟢 **Einreichen** bis { $closes } ({ $closes-in }). Abstimmen bis { $ends }.
challenges-board-voting = 🗳️ **Die Abstimmung läuft** bis { $ends } ({ $ends-in }). Bis dahin kannst du deine Favoriten jederzeit ändern.
challenges-board-counting = ⏳ Die Abstimmung ist vorbei. Ich zähle aus.
challenges-board-cancelled = ⛔ Dieser Wettbewerb wurde abgesagt.
challenges-board-cancelled-why = ⛔ Dieser Wettbewerb wurde abgesagt: { $reason }
challenges-board-moved = Der Wettbewerb geht [hier]({ $link }) weiter.
challenges-board-count = { $count ->
        [0] Noch hat niemand eingereicht.
        [one] Ein Bild bisher.
       *[other] { $count } Bilder bisher.
    }
challenges-board-total = { $count ->
        [0] Keine Bilder.
        [one] Ein Bild.
       *[other] { $count } Bilder.
    }
challenges-board-part = { $shown } von { $count } Bildern, in wechselnder Reihenfolge. **{ challenges-button-browse }** zeigt alle.

challenges-rule-each = { $count ->
        [one] 1 Bild pro Person
       *[other] { $count } Bilder pro Person
    }
challenges-rule-favourites = { $count ->
        [one] 1 Stimme pro Person
       *[other] { $count } Stimmen pro Person, für verschiedene Bilder
    }
challenges-rule-anonymous = Namen bis zum Ende verborgen
challenges-rule-no-instant = keine Sofortbilder
challenges-rule-review = erst sieht die Moderation die Einreichungen an
challenges-rule-enter-role = einreichen braucht { $role }
challenges-rule-vote-role = abstimmen braucht { $role }
challenges-rule-account = { $days ->
        [one] abstimmen können Konten ab einem Tag
       *[other] abstimmen können Konten ab { $days } Tagen
    }
challenges-rule-members = abstimmen kann, wer vor der Abstimmung schon da ist
challenges-rule-winner = { $days ->
        [0] der Gewinner bekommt { $role }
        [one] der Gewinner bekommt { $role } für einen Tag
       *[other] der Gewinner bekommt { $role } für { $days } Tage
    }
challenges-rule-ties = bei gleich vielen Stimmen liegt die frühere Einreichung vorn
challenges-rule-season = Saison { $season }

challenges-post-open = 🟢 **{ $title }** ist eröffnet: Reiche ein bis { $closes } ({ $closes-in }).
challenges-post-remind-entry = ⏰ **{ $title }**: Einsendeschluss { $closes-in }.
challenges-post-remind-vote = ⏰ **{ $title }**: Die Abstimmung endet { $ends-in }.
challenges-post-cancelled = ⛔ **{ $title }** wurde abgesagt.
challenges-post-cancelled-why = ⛔ **{ $title }** wurde abgesagt: { $reason }

challenges-result-title = ## 🏆 { $title }
challenges-result-nobody = Diesmal hat niemand eingereicht. Es gibt wieder einen Wettbewerb!
challenges-result-no-votes = Niemand hat abgestimmt, also gibt es keinen Gewinner. Danke für die Bilder!
challenges-result-line = { $medal } **#{ $number }** von { $owner } – { $votes ->
        [one] 1 Stimme
       *[other] { $votes } Stimmen
    }
challenges-result-winner = { $winner } bekommt die Rolle { $role }.
challenges-result-winner-days = { $winner } bekommt die Rolle { $role } bis { $until }.
challenges-result-voters = { $voters ->
        [one] Eine Person hat abgestimmt.
       *[other] { $voters } Leute haben abgestimmt.
    }
challenges-result-excluded = { $excluded ->
        [one] Eine Stimme eines gesperrten Kontos wurde nicht gezählt.
       *[other] { $excluded } Stimmen gesperrter Konten wurden nicht gezählt.
    }
challenges-podium-subtitle = { $pictures ->
        [one] 1 Bild
       *[other] { $pictures } Bilder
    } · { $voters ->
        [one] 1 Person hat abgestimmt
       *[other] { $voters } haben abgestimmt
    }
challenges-podium-votes = { $votes ->
        [one] 1 Stimme
       *[other] { $votes } Stimmen
    }
challenges-alt-podium = Das Podium von { $title }: { $names }
challenges-alt-sheet = Kontaktbogen mit den Bildern { $numbers }
challenges-alt-reference-style = Der Stil, mit dem alle malen
challenges-alt-reference-photo = Das Foto, das alle malen
challenges-alt-entry = Einreichung Nummer { $number } von { $title }

challenges-button-paint = Dafür malen
challenges-button-mine = Meine Einreichungen
challenges-button-browse = Ansehen
challenges-button-vote = Ansehen und abstimmen
challenges-button-details = Details
challenges-button-publish = Veröffentlichen
challenges-button-edit = Texte ändern
challenges-button-discard = Verwerfen
challenges-button-withdraw = #{ $number } zurückziehen
challenges-button-love = Für #{ $number } stimmen
challenges-button-unlove = Stimme zurücknehmen
challenges-button-recipe = Wie ist das entstanden?
challenges-button-closer = Eins nach dem anderen
challenges-button-back = Alle Bilder
challenges-button-report = Melden
challenges-button-enter = Einreichen
challenges-button-approve = Zeigen
challenges-button-reject = Ablehnen
challenges-button-stop = Nicht mehr wiederholen

challenges-form-words = Was er sagt
challenges-form-title = Titel
challenges-form-theme = Thema, in einem Satz
challenges-form-description = Beschreibung
challenges-form-paint = Für den Wettbewerb malen
challenges-form-photo = Dein Foto
challenges-form-style = Dein Stil: ein Gemälde zum Beispiel
challenges-form-reject = Eine Einreichung ablehnen
challenges-form-reason = Warum? Die Person kann es lesen.
challenges-form-repeat-weekly = Jede Woche wiederholen
challenges-form-repeat-monthly = Jeden Monat wiederholen
challenges-form-themes = Themen, eins pro Zeile
challenges-repeat-themes-help = Der Reihe nach, danach wieder von vorn. Ohne Themen bleibt das bisherige.

challenges-published = Veröffentlicht! Der Beitrag erscheint gleich in { $channel }.
challenges-discarded = Verworfen. Niemand hat es gesehen.
challenges-when-twice = ❓ **{ $text }** gibt es zweimal: Dann werden die Uhren zurückgestellt. Welche Zeit meinst du?
challenges-when-zone = ❓ **{ $text }** kann zwei Zeiten meinen: Die genannte Zeitzone kennt keine Sommerzeit, aber viele verwenden ihren Namen das ganze Jahr. Welche Zeit meinst du?
challenges-style-meant = ⚠️ Einen Stil namens „{ $asked }“ gibt es hier nicht; darum steht hier **{ $name }**. Verwirf den Entwurf, wenn du einen anderen meinst.
challenges-lacking = ⚠️ Mir fehlt { $permissions } in { $channel }. Erlaube es, bevor du veröffentlichst.
challenges-lacking-thread = ⚠️ Mir fehlt { $permissions } in { $channel }, also wird es keinen Thread geben.
challenges-lacking-event = ⚠️ Mir fehlt { $permissions }, also wird es kein Event geben.
challenges-lacking-role = ⚠️ Mir fehlt { $permissions }, oder meine eigene Rolle steht unter { $role }; der Gewinner bekäme sie also nicht.
challenges-entered = 🎉 Du bist dabei: **#{ $number }** in **{ $title }**. Reiche ein anderes Bild ein, um es zu ersetzen, oder zieh es mit **{ challenges-button-mine }** zurück. Die Abstimmung beginnt { $closes-in }.
challenges-entered-review = 🎉 Angekommen: **#{ $number }** in **{ $title }**. Es wird gezeigt, sobald die Moderation es angesehen hat.
challenges-entered-in-public = -# Namen sind hier bis zum Ende verborgen, aber andere konnten sehen, dass dieses Bild von dir ist. **{ challenges-button-paint }** unter dem Wettbewerb malt so, dass nur du es siehst.
challenges-withdrawn = #{ $number } ist zurückgezogen und gelöscht.
challenges-which = Für welchen Wettbewerb ist es?
challenges-which-entry = In **{ $title }** hast du so viele Bilder eingereicht, wie du darfst. Welches soll dieses hier ersetzen?
challenges-mine-none = In **{ $title }** hast du noch nichts. Mal etwas, und drück darunter auf **{ challenges-button-enter }**.
challenges-mine-title = Deine Einreichungen in **{ $title }**
challenges-mine-line = **#{ $number }** – { $state ->
        [pending] wartet auf die Moderation
        [shown] nimmt teil
        [rejected] abgelehnt: { $reason }
       *[disqualified] disqualifiziert: { $reason }
    }
challenges-gallery-title = **{ $title }** · Seite { $page } von { $pages }
challenges-gallery-empty = In **{ $title }** gibt es noch nichts zu sehen.
challenges-gallery-look = Eins in voller Größe ansehen
challenges-gallery-choose = Deine Favoriten auf dieser Seite
challenges-favourites = Deine Favoriten: { $numbers } ({ $count } von { $limit })
challenges-favourites-none = Du hast { $limit ->
        [one] eine Stimme
       *[other] { $limit } Stimmen
    }. Wähle unten, und überleg es dir so oft anders, wie du magst.
challenges-favourites-turn = Du hast { $limit ->
        [one] eine Stimme
       *[other] { $limit } Stimmen
    }, und für eigene Bilder kann niemand stimmen. Die der anderen sind auf den anderen Seiten.
challenges-favourites-own = Für das eigene Bild kann niemand stimmen, und sonst gibt es keins zur Wahl.
challenges-favourites-few = { $count ->
        [one] Es gibt ein Bild, für das du stimmen kannst.
       *[other] Es gibt { $count } Bilder, für die du stimmen kannst.
    }
challenges-favourites-yours = { $count ->
        [one] { $numbers } ist von dir. Für das eigene Bild kann niemand stimmen.
       *[other] { $numbers } sind von dir. Für eigene Bilder kann niemand stimmen.
    }
challenges-entry-own = Dieses Bild ist von dir. Für das eigene Bild kann niemand stimmen.
challenges-entry-title = **#{ $number }** in **{ $title }**
challenges-entry-title-by = **#{ $number }** in **{ $title }**, von { $owner }
challenges-recipe = **#{ $number }** von { $owner }
challenges-recipe-style = Stil: { $name }
challenges-recipe-params = Rezept `{ $recipe }`, Stärke { $strength }, Größe { $size }, Seed `{ $seed }`, Encoder `{ $encoder }`
challenges-list-title = ### Wettbewerbe
challenges-list-line = { $icon } **{ $title }** – { $what }
challenges-list-announced = beginnt { $when }
challenges-list-open = offen bis { $when }
challenges-list-voting = Abstimmung bis { $when }
challenges-list-closed = beendet { $when }
challenges-list-cancelled = abgesagt
challenges-list-weekly = 🔁 **{ $title }** – jede Woche, der nächste beginnt { $when }
challenges-list-monthly = 🔁 **{ $title }** – jeden Monat, der nächste beginnt { $when }
challenges-list-none = Hier gibt es noch keine Wettbewerbe. Die Moderation beginnt einen mit `/challenge create`.
challenges-board-leaders = ### 🏅 Bestenliste
challenges-board-leaders-season = ### 🏅 Bestenliste, { $season }
challenges-leader-line = **{ $rank }.** { $who } – { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } · 🏆 { $wins } · 🥉 { $podiums } · { $entries ->
        [one] 1 Bild
       *[other] { $entries } Bilder
    }
challenges-leaders-note = 5 Punkte für einen ersten Platz, 3 für einen zweiten, 2 für einen dritten, 1 für jedes andere Bild mit einer Stimme. 🏆 Siege, 🥉 wie oft unter den ersten drei.
challenges-leaders-none = Hier ist noch kein Wettbewerb zu Ende gegangen.
challenges-leaders-no-points = Noch hat niemand Punkte: Kein Bild hat eine Stimme bekommen.
challenges-me-title = ### Deine Wettbewerbe hier
challenges-me-none = Du hast hier noch bei keinem Wettbewerb eingereicht. Mal etwas, und drück darunter auf **{ challenges-button-enter }**, wenn einer läuft.
challenges-me-total = { $rank ->
        [0] Noch kein Rang
       *[other] Rang { $rank }
    }: { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    }, { $wins ->
        [one] 1 Sieg
       *[other] { $wins } Siege
    }, insgesamt { $votes ->
        [one] 1 Stimme
       *[other] { $votes } Stimmen
    }
challenges-me-place = **{ $title }** #{ $number } – Platz { $place }, { $votes ->
        [one] 1 Stimme
       *[other] { $votes } Stimmen
    }
challenges-me-no-place = **{ $title }** #{ $number } – keine Stimmen
challenges-me-running = **{ $title }** #{ $number } – läuft noch
challenges-me-out = **{ $title }** #{ $number } – { $state ->
        [rejected] abgelehnt
        [disqualified] disqualifiziert
       *[other] abgesagt
    }
challenges-review-post = 🔎 **#{ $number }** für **{ $title }**
    -# Namen sind bis zum Ende verborgen, auch für die Moderation.
challenges-review-post-by = 🔎 **#{ $number }** von { $owner } für **{ $title }**
challenges-review-none = In **{ $title }** wartet nichts auf dich.
challenges-review-more = { $count ->
        [one] Eins wartet noch.
       *[other] { $count } warten noch.
    }
challenges-approved = ✅ **#{ $number }** wird gezeigt: { $moderator } hat es freigegeben.
challenges-rejected = 🚫 **#{ $number }** wurde von { $moderator } abgelehnt: { $reason }
challenges-disqualified = **#{ $number }** ist disqualifiziert: { $reason }
challenges-extended = **{ $title }** geht weiter bis { $when } ({ $when-in }).
challenges-closed-entries = Einsendeschluss für **{ $title }**; die Abstimmung läuft bis { $ends }.
challenges-closed-empty = Einsendeschluss für **{ $title }**. Kein Bild nimmt teil, also gibt es keine Abstimmung, und der Wettbewerb ist vorbei.
challenges-closed-vote = Die Abstimmung in **{ $title }** ist geschlossen. Das Ergebnis erscheint gleich.
challenges-cancelled = **{ $title }** ist abgesagt.
challenges-repeats-weekly = 🔁 **{ $title }** wiederholt sich jede Woche. Der nächste beginnt { $when } ({ $when-in }), oder wenn der letzte vorbei ist, falls das später ist.
challenges-repeats-monthly = 🔁 **{ $title }** wiederholt sich jeden Monat. Der nächste beginnt { $when } ({ $when-in }), oder wenn der letzte vorbei ist, falls das später ist.
challenges-repeats-themes = { $count ->
        [one] Ein Thema:
       *[other] { $count } Themen, der Reihe nach:
    }
challenges-stopped = ⏹️ **{ $title }** wiederholt sich nicht mehr. Was läuft, geht bis zum Ende weiter.
challenges-stopped-by-itself = ⏹️ **{ $title }** wiederholt sich nicht mehr: In { $channel } kann ich nichts posten. Starte einen Wettbewerb in einem anderen Kanal, und wiederhole ihn mit `/challenge manage repeat`.
challenges-exported = **{ $title }**: { $count ->
        [one] eine Einreichung
       *[other] { $count } Einreichungen
    }. Wer für wen gestimmt hat, bleibt geheim.
challenges-exported-nameless = Namen kommen dazu, wenn die Abstimmung vorbei ist.
challenges-event = Reiche mit Chameleon in { $channel } ein. { $theme }

error-challenge-gone = Diesen Wettbewerb gibt es nicht mehr.
    .hint = /challenge list zeigt, welche es gibt.
error-entry-gone = Diese Einreichung gibt es nicht mehr.
    .hint = Sie wurde zurückgezogen oder gelöscht.
error-challenge-job-gone = Dieses Bild wurde gelöscht.
    .hint = Mal ein anderes.
error-challenge-none-open = Hier nimmt gerade kein Wettbewerb Einreichungen an.
    .hint = /challenge list zeigt, was geplant ist.
error-challenge-enter-there = Bilder werden auf dem Server eingereicht, auf dem der Wettbewerb stattfindet.
    .hint = Dort zeigt /challenge submit deine neuesten Bilder.
error-challenge-none = So einen Wettbewerb gibt es hier nicht.
    .hint = Wähle einen aus der Liste, die beim Tippen erscheint.
error-challenge-server = Wettbewerbe finden auf Servern statt.
    .hint = Versuch es noch einmal auf einem, auf dem ich Mitglied bin.
error-challenge-not-member = Ich bin auf diesem Server kein Mitglied, also kann ich keinen Wettbewerb am Laufen halten.
    .hint = Bitte jemanden, der ihn verwaltet, mich hinzuzufügen.
error-challenge-no-picture = In dieser Nachricht ist kein Bild von mir.
    .hint = Wähle eine Nachricht mit einem Bild, das ich für dich gemalt habe.
error-challenge-not-your-picture = Dieses Bild wurde für jemand anderen gemalt.
    .hint = Drück auf „{ stylize-again }“, um ein eigenes zu bekommen.
error-challenge-not-your-entry = Diese Einreichung gehört jemand anderem.
    .hint = Die Moderation kann sie disqualifizieren.
error-challenge-unfinished = Dieses Bild ist nicht fertig.
    .hint = Warte, bis es so weit ist.
error-challenge-other-style = „{ $title }“ ist für Bilder mit dem Stil des Wettbewerbs.
    .hint = Drück unter dem Wettbewerb auf „{ challenges-button-paint }“: Dann ist es der richtige.
error-challenge-other-photo = „{ $title }“ ist für Bilder mit dem Foto des Wettbewerbs.
    .hint = Drück unter dem Wettbewerb auf „{ challenges-button-paint }“: Dann ist es das richtige.
error-challenge-too-early = „{ $title }“ hat noch nicht begonnen.
    .hint = Einreichen kannst du ab { $when }.
error-challenge-too-late = „{ $title }“ nimmt keine Einreichungen mehr an.
    .hint = /challenge list zeigt, was offen ist.
error-challenge-enter-role = Um hier einzureichen, brauchst du die Rolle { $role }.
    .hint = Frag die Moderation, wie du sie bekommst.
error-challenge-vote-role = Um hier abzustimmen, brauchst du die Rolle { $role }.
    .hint = Frag die Moderation, wie du sie bekommst.
error-challenge-not-for-all = Dieses Bild ist nicht für alle gedacht, eine Galerie aber schon.
    .hint = Reiche eins ein, das keinen Spoiler braucht und nicht in einem altersbeschränkten Kanal gemalt wurde.
error-challenge-no-instant = „{ $title }“ nimmt keine Sofortbilder an.
    .hint = Drück unter deinem Bild auf *Richtig malen*, und reiche das neue ein.
error-challenge-only-for-adults = Diese Bilder sind nur für Erwachsene.
    .hint = Sieh sie dir in { $channel } an.
error-challenge-reference-hidden = Das Bild eines Wettbewerbs sehen alle. Darum nehme ich keins, das hinter einem Spoiler steht.
    .hint = Wähle ein anderes Bild.
error-challenge-entries = { $limit ->
        [one] Du hast schon ein Bild eingereicht.
       *[other] Du hast schon { $limit } Bilder eingereicht, und mehr gehen nicht.
    }
    .hint = Ersetze eins davon, oder zieh eins zurück.
error-challenge-twin = Genau dieses Bild hat schon jemand eingereicht.
    .hint = Versuch es mit einem anderen Seed.
error-challenge-vote-early = Die Abstimmung hat noch nicht begonnen.
    .hint = Sie beginnt { $when }.
error-challenge-vote-late = Die Abstimmung ist vorbei.
error-challenge-young-account = Hier stimmen nur Konten ab, die mindestens { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } alt sind.
    .hint = Beim nächsten Mal kannst du gern ein Bild einreichen.
error-challenge-new-member = Abstimmen darf nur, wer schon vor Beginn der Abstimmung auf diesem Server war.
    .hint = Beim nächsten Wettbewerb bist du willkommen.
error-challenge-own-picture = Das ist dein eigenes Bild.
    .hint = Wähle eins von jemand anderem.
error-challenge-favourites = Du darfst { $limit ->
        [one] einen Favoriten
       *[other] { $limit } Favoriten
    } haben; deine: { $numbers }.
    .hint = Nimm erst einen zurück, oder wähle weniger.
error-challenge-moderators = Wettbewerbe richtet die Moderation dieses Servers aus.
    .hint = Frag dort nach: Man braucht „Nachrichten verwalten“ oder „Events verwalten“, oder eine Rolle, die der Server bestimmt hat.
error-challenge-needs-style = Der Stil, den alle verwenden, fehlt.
    .hint = Gib ihn als „picture“ an, oder wähle einen gespeicherten als „style“.
error-challenge-needs-photo = Das Foto, das alle verwenden, fehlt.
    .hint = Gib es als „picture“ an.
error-challenge-no-reference = Ein freier Wettbewerb braucht kein Bild.
    .hint = Lass es weg.
error-challenge-entry-period = Die Zeit zum Einreichen muss zwischen einer Minute und 120 Tagen liegen.
    .hint = Prüf die Daten und die Zeitzone.
error-challenge-vote-period = Die Zeit zum Abstimmen muss zwischen einer Minute und 120 Tagen liegen.
    .hint = Prüf die Daten und die Zeitzone.
error-challenge-date = Ich verstehe nicht, wann „{ $text }“ ist.
    .hint = Schreib es wie „3 Tage“, „2d 12h“, „Freitag 18:00“, „morgen Abend“, „24. Dezember 18:00“ oder „2026-12-24 18:00“.
error-challenge-date-ambiguous = „{ $text }“ kann { $count } Zeitpunkte meinen.
    .hint = Schreib die Zeit in UTC, etwa 18:00 UTC.
error-challenge-date-skipped = Die Uhrzeit von „{ $text }“ gibt es nicht: Dann werden die Uhren vorgestellt.
    .hint = Schreib eine frühere oder spätere Uhrzeit.
error-challenge-date-past = „{ $text }“ liegt in der Vergangenheit.
    .hint = Prüf das Datum und die Zeitzone.
error-challenge-zone = Ich kenne keine Zeitzone „{ $name }“.
    .hint = Wähle eine aus der Liste, die beim Tippen erscheint, etwa Europe/Berlin.
error-challenge-over = Dieser Wettbewerb ist vorbei.
    .hint = /challenge list zeigt, was läuft.
error-challenge-over-closed = Dieser Wettbewerb ist vorbei.
    .hint = Es gibt nichts zu schließen.
error-challenge-not-begun = Dieser Wettbewerb hat noch nicht begonnen.
    .hint = Du kannst ihn stattdessen absagen.
error-challenge-not-later = Das ist nicht später als das jetzige Ende.
    .hint = Nenne einen späteren Zeitpunkt.
error-challenge-draft = Dieser Wettbewerb ist nicht veröffentlicht.
    .hint = Mach stattdessen einen neuen Entwurf.
error-challenge-decided = Das wurde schon entschieden.
    .hint = /challenge show hat den neuesten Stand.
error-challenge-no-series = Hier wiederholt sich kein solcher Wettbewerb.
    .hint = `/challenge manage repeat` beginnt damit.
error-challenge-repeat-zone = Die Zeitzone { $zone } kennt keine Sommerzeit, also weiß ich nicht, wann er im Sommer beginnt.
    .hint = Veranstalte den Wettbewerb in einer dieser Zeitzonen: { $zones }.
error-challenge-hidden = Namen und Rezepte werden gezeigt, wenn die Abstimmung vorbei ist.
    .hint = Das ist { $when }.
error-challenge-too-large = Die Bilder sind zu groß für Discord.
    .hint = Bitte den, der mich betreibt, um die Dateien.
