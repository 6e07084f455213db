# What every feature says. Hints say what to do next.

common-outdated = I was updated a moment ago and Discord still shows my old commands. Try again in a minute.
common-unanswered = That did not work. I am telling the person who asked why.
common-not-here = That does not work here.
common-fault = Something went wrong on my side, sorry. Please try again; if you report it, mention `{ $reference }`.
# When a forecast comes true. $time is a time of day, or a day and a time.
common-expected = at about { $time }
common-correct = Correct it
common-kept-file = { $name } is kept; add another to replace it
# Around names, such as those of permissions.
common-quoted = “{ $text }”

# Discord's own names of permissions.
common-permission-view-channel = View Channel
common-permission-send-messages = Send Messages
common-permission-send-messages-in-threads = Send Messages in Threads
common-permission-attach-files = Attach Files
common-permission-read-message-history = Read Message History
common-permission-create-public-threads = Create Public Threads
common-permission-create-events = Create Events
common-permission-manage-roles = Manage Roles

error-permissions = I need the permission { $permissions } in this channel.
    .hint = Ask a person who runs this server to allow it, or use me in another channel or in a direct message.
error-restarting = I am being restarted.
    .hint = Please try again in a minute.
error-no-files = Too many files are open on my side; your picture is not to blame.
    .hint = Try again in a minute. If it stays so, whoever runs me should allow more open files.
error-no-memory = I do not have enough memory to open your picture now.
    .hint = Scale it down, or try again when less is going on.
error-too-many-readings = I am still reading { $limit } pictures of yours.
    .hint = Wait for the answers, then send more.

# Pictures that cannot be used.
error-image-empty = The file is empty.
    .hint = Perhaps the upload was cut off: send it again.
error-image-too-many-bytes = The file has { NUMBER($megabytes, maximumFractionDigits: 1) } MB; the limit is { NUMBER($limit, maximumFractionDigits: 3) } MB.
    .hint = Save it as JPEG or scale it down, and try again.
# $width is 0 when there are so many pixels that nobody counted.
error-image-too-many-pixels = { $width ->
        [0] The picture has far more than { NUMBER($limit, maximumFractionDigits: 6) } megapixels, which is the limit.
       *[other] The picture has { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels; the limit is { NUMBER($limit, maximumFractionDigits: 6) } megapixels.
    }
    .hint = Scale it down and try again.
error-image-too-thin = The picture is too long and thin: { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels.
    .hint = Crop it so that it is at most { $aspect } times as long as it is wide.
error-image-too-small = The picture has only { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels.
    .hint = Send one with at least { $least } pixels on its longer side.
error-image-damaged = The { $format } file is damaged or incomplete.
    .hint = Open it in another program, save it as PNG or JPEG, and send that.
error-image-unreadable = That is a kind of { $format } that cannot be read.
    .hint = Open it in another program, save it as PNG or JPEG, and send that.
error-image-too-complex = This { $format } file is built so that opening it would take very long or very much memory.
    .hint = Open it in another program, save it as PNG or JPEG, and send that.
error-image-not-animated = This picture does not move.
    .hint = Send an animated GIF, WebP or PNG.
error-image-too-many-frames = The animation has { $count } frames; the limit is { $limit }.
    .hint = Make it shorter or smaller, and try again.
error-image-too-long = The animation takes { NUMBER($seconds, maximumFractionDigits: 1) } seconds; the limit is { $limit }.
    .hint = Make it shorter or smaller, and try again.
error-image-too-heavy = The animation has { $count } frames of { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } pixels; the limit is { NUMBER($limit, maximumFractionDigits: 6) } megapixels for all of them.
    .hint = Make it shorter or smaller, and try again.
error-image-too-costly = { $what ->
        [time] Opening this picture takes longer than I may spend on one.
       *[memory] Opening this picture takes more memory than I may spend on one.
    }
    .hint = Open it in another program, save it as PNG or JPEG, and send that.
error-image-crash = This picture made the program that opens pictures crash, twice.
    .hint = Open it in another program, save it as PNG or JPEG, and send that.
# $what is what nst.signatures knows, with hyphens.
error-image-not-a-picture = { $what ->
        [a-pdf-document] That is a PDF document, not a picture that can be painted.
        [a-postscript-document] That is a PostScript document, not a picture that can be painted.
        [a-photoshop-document] That is a Photoshop document, not a picture that can be painted.
        [a-gimp-document] That is a GIMP document, not a picture that can be painted.
        [a-jpeg-xl-picture-which-cannot-be-read-yet] That is a JPEG XL picture, which cannot be read yet, not a picture that can be painted.
        [a-jpeg-2000-picture-which-cannot-be-read] That is a JPEG 2000 picture, which cannot be read, not a picture that can be painted.
        [an-icon] That is an icon, not a picture that can be painted.
        [a-raw-photo] That is a raw photo, not a picture that can be painted.
        [a-sound] That is a sound, not a picture that can be painted.
        [a-video] That is a video, not a picture that can be painted.
        [an-archive-or-an-office-document] That is an archive or an office document, not a picture that can be painted.
        [an-archive] That is an archive, not a picture that can be painted.
        [a-program] That is a program, not a picture that can be painted.
        [an-svg-drawing] That is an SVG drawing, not a picture that can be painted.
        [a-web-page] That is a web page, not a picture that can be painted.
        [a-text-file] That is a text file, not a picture that can be painted.
       *[unknown] That is not a picture in a format that I know.
    }
    .hint = { $what ->
        [a-raw-photo] Open it in your camera’s program or another for raw photos, export it as JPEG, and send that.
       *[other] Send a JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF or BMP picture.
    }

# What the engine could not do.
error-memory = There is not enough memory for this picture.
    .hint = Try a smaller size.
error-job-fault = Something went wrong on my side. Please tell my host this reference: { $reference }.
error-job-given-up = This picture stopped me { $attempts } times. A smaller size may work.
error-storage-trouble = I cannot save anything at the moment, so nothing has been accepted or changed.
    .hint = Please try again in a minute; what you sent has to be sent again.
error-file-gone = That picture is not here any more.
    .hint = Please post it again.
error-size-range = The size must be between { NUMBER($smallest, useGrouping: 0) } and { NUMBER($largest, useGrouping: 0) } pixels.
error-no-subject = There is no clear subject in this photo.
    .hint = Give a mask instead: white where it shall be painted.
error-mask-empty = The mask is black, so nothing would be painted.
    .hint = Make it white where the photo shall be painted.
error-unknown-layer = There is no layer “{ $layer }”.
    .hint = Use a name such as relu4_1, a block number from 1 to 5, or the index of a convolution such as 28.
error-layer-weight = The weight “{ $weight }” of { $layer } is no number.
    .hint = Write relu4_1=0.5.
error-diverged = The optimisation diverged.
    .hint = Try another recipe.
common-more = -# … and { $count } more
