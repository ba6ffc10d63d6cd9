// The page by its keys: what has the focus, and how to come to something.

// What has the focus: its accessible name, and whether a sighted person would find it; null where nothing has it, or no longer.
async function focused(page) {
  const focus = page.locator(":focus");
  if ((await focus.count()) === 0) {
    return null;
  }
  try {
    return await described(focus);
  } catch (error) {
    // A plan that comes in may draw a part of the page again at this very moment.
    if ((await focus.count()) === 0) {
      return null;
    }
    throw error;
  }
}

async function described(focus) {
  const timeout = 2_000;
  // A disclosure has no role of its own in a snapshot; its name is its text.
  // In quotes where the name has a colon.
  const [, name] = /^- '?[a-z]+ "([^"]*)"/.exec(await focus.ariaSnapshot({ timeout })) ?? [null, (await focus.textContent({ timeout })).trim()];
  const seen = await focus.evaluate((element) => {
    // A file field is drawn as its label.
    const drawn = element.type === "file" ? element.closest("label") : element;
    const style = getComputedStyle(drawn);
    const box = drawn.getBoundingClientRect();
    // Some points of it, at least one of which has to be on top and in the window.
    const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
    const onTop = points.some(([across, down]) => {
      const top = document.elementFromPoint(box.left + across * box.width, box.top + down * box.height);
      return top !== null && (drawn.contains(top) || top.contains(drawn));
    });
    return { ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, onTop };
  }, undefined, { timeout });
  return { name, ...seen };
}

// Presses a key until something has the focus: what is called so, or for whose name `wanted` is true.
async function tabTo(page, wanted, key = "Tab") {
  const is = typeof wanted === "string" ? (name) => name === wanted : wanted;
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (at !== null && is(at.name)) {
      return;
    }
  }
  throw new Error(`${key} does not come to ${wanted}`);
}

// From anywhere to the tab of a view, and into it.
async function turnTo(page, view) {
  await tabTo(page, "Plan");
  for (let presses = 0; (await focused(page)).name !== view; presses += 1) {
    if (presses > 10) {
      throw new Error(`the arrow keys do not come to ${view}`);
    }
    await page.keyboard.press("ArrowRight");
  }
}

module.exports = { focused, tabTo, turnTo };
