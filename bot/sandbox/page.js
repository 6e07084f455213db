// Added by Chameleon to simcord's page: pictures keep their place while they load, and stay until the next one is there.
{
  const list = document.getElementById("channel-message-list");
  const loaded = (image) => !image.hidden && image.complete && image.naturalWidth > 0;
  const images = (nodes) => [...nodes].filter((node) => node instanceof Element)
    .flatMap((node) => node instanceof HTMLImageElement ? [node] : [...node.querySelectorAll("img")]);

  function reserve(image) {
    const size = `width="${image.width}" height="${image.height}"`;
    const empty = new Blob([`<svg xmlns="http://www.w3.org/2000/svg" ${size}/>`], { type: "image/svg+xml" });
    image.src = URL.createObjectURL(empty);
  }

  function keep(old, image) {
    image.hidden = true;
    image.before(old);
    const swap = () => { old.remove(); image.hidden = false; };
    image.addEventListener("error", swap, { once: true });
    image.addEventListener("load", () => image.decode().then(swap, swap), { once: true });
  }

  new MutationObserver((changes) => {
    const message = (change) => change.target.closest("article");
    const before = changes.flatMap((change) => images(change.removedNodes).filter(loaded)
      .map((image) => ({ image, message: message(change) })));
    for (const change of changes) {
      for (const image of images(change.addedNodes)) {
        if (image.hidden || loaded(image) || !image.isConnected) continue;
        const at = before.findIndex((old) => old.message === message(change) && old.image.className === image.className);
        if (at >= 0) keep(before.splice(at, 1)[0].image, image);
        else if (!image.getAttribute("src") && image.getAttribute("width")) reserve(image);
      }
    }
  }).observe(list, { childList: true, subtree: true });
}
