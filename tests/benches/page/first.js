// Answers the first question as soon as it stands on the screen, in every page alike, and writes down when: that it could be
// answered, that what follows from the answer was painted, and that the program stood in the place of what was there before.
window.bench = {};
{
  const shown = (what) => [...document.querySelectorAll(what)].find((one) => one.checkVisibility({ visibilityProperty: true }));
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(0);
  });
  const told = () => (shown(".guided h1") || shown("[role=status]"))?.textContent;
  let begun = false, before = null;
  const look = () => {
    const begin = shown(".start .primary"), field = shown(".guided input") || shown("form input");
    if (!begun && begin) {
      begun = true;
      begin.click();
    } else if (field && before === null) {
      before = told();
      painted((at) => {
        bench.question = at;
        const none = shown(".answering button");
        if (none) return none.click();
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "1");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
    } else if (bench.question && !bench.answered && told() !== before) {
      bench.answered = 1;
      painted((at) => { bench.ladder = at; });
    }
    const sheet = document.querySelector("[data-tidu-sheet]");
    if (!bench.program && bench.ladder && (!sheet || sheet.hidden)) painted((at) => { bench.program = at; });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
