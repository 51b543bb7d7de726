"""Measures a page as it is drawn: what is cut off, too wide, too small, or above something else."""

from __future__ import annotations

from playwright.sync_api import Page

_PROBLEMS = r"""({isTall}) => {
  const unit = Math.min(innerHeight / 100, innerWidth * 0.005625);
  const found = [];
  const blocks = new Map();
  const READ = "h1, .above, .text, .lead, .value, .facts, .caption, .digits, .lines h2, .more, .address, .speakers";
  const titleSize = Math.max(0, ...[...document.querySelectorAll("h1")].map((h1) => parseFloat(getComputedStyle(h1).fontSize)));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    const text = node.textContent.trim();
    if (!text || parent.closest("script, noscript, .sr")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    if (!rects.length) continue;
    const name = `${parent.className || parent.tagName} "${text.slice(0, 30)}"`;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (!isTall) {
      const least = parent.closest(READ) ? 4 : 3;
      if (size < least * unit - 0.02) found.push(`${name}: ${(size / unit).toFixed(2)} units, not ${least}`);
      if (size > titleSize + 0.02 && !parent.closest(".digits")) found.push(`${name}: larger than the title`);
    }
    const block = parent.closest(".top, .above, h1, .facts, .digits, .caption, .lines li, .more, .lines h2, .speakers, .foot, #contact");
    for (const rect of rects) {
      let {left, top, right, bottom} = rect;
      let isHidden = false;
      for (let box = parent; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === "visible" && style.overflowY === "visible") continue;
        const inner = box.getBoundingClientRect();
        const isClamped = box.matches(".clamped") || (style.webkitLineClamp !== "none" && box.scrollHeight > box.clientHeight + 1);
        if (isClamped) {
          if (box.scrollHeight > box.clientHeight + 1) found.push(`${name}: shortened`);
          if (top > inner.bottom - 4) { isHidden = true; break; }
          bottom = Math.min(bottom, inner.bottom);
        }
        if (top < inner.top - 1 || bottom > inner.bottom + 1)
          found.push(`${name}: cut off by ${box.className}: ${top.toFixed(1)}-${bottom.toFixed(1)} in ${inner.top.toFixed(1)}-${inner.bottom.toFixed(1)}`);
        if (left < inner.left - 1 || right > inner.right + 1) {
          const isEnded = style.textOverflow === "ellipsis" && box.matches(".track .now, .foot p");
          if (!isEnded) found.push(`${name}: cut off at the side by ${box.className}`);
          left = Math.max(left, inner.left);
          right = Math.min(right, inner.right);
        }
      }
      if (isHidden) continue;
      if (left < -0.5 || right > innerWidth + 0.5) found.push(`${name}: outside of the window`);
      if (!isTall && (top < -0.5 || bottom > innerHeight + 0.5)) found.push(`${name}: below the window`);
      if (block) {
        const other = blocks.get(block) ?? {left: 1e9, top: 1e9, right: -1e9, bottom: -1e9};
        // The letters, without what a font keeps free above and below them.
        const air = rect.height * 0.16;
        blocks.set(block, {
          left: Math.min(other.left, left), top: Math.min(other.top, top + air),
          right: Math.max(other.right, right), bottom: Math.max(other.bottom, bottom - air),
        });
      }
    }
  }
    // What says that there is no contact is above the rest of a page that is scrolled.
  if (isTall) blocks.delete(document.getElementById("contact"));
  const drawn = [...blocks];
  drawn.forEach(([one, a], index) => {
    for (const [other, b] of drawn.slice(index + 1)) {
      const isAbove = a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      if (isAbove) found.push(`${one.className || one.tagName} overlaps ${other.className || other.tagName}`);
    }
  });
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} wide`);
  if (!isTall && page.scrollHeight > innerHeight) found.push(`the page is ${page.scrollHeight} high`);
  return [...new Set(found)];
}"""


def problems(page: Page) -> list[str]:
    """What is wrong with the page as it is drawn; empty if nothing is.

    Rules: every text is inside of every box that would cut it off, and of the window; only a window that is higher than wide may be
    scrolled. No two texts are one above the other. In a landscape window each text is at least 3 units high, what the room has to read
    at least 4, and nothing but the time is larger than the title. Only the steps and the last line may end in an ellipsis.
    """
    size = page.viewport_size
    assert size is not None
    found: list[str] = page.evaluate(_PROBLEMS, {"isTall": size["height"] >= size["width"]})
    return found
