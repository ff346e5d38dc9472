// Tabs as the ARIA practices want them: one stop for the Tab key, arrows between them.

/** The panel that the address asks for; Swagger UI's own fragments begin with a slash. */
const wanted = () => (/^#(rest$|\/)/.test(location.hash) ? 'rest' : 'websocket');

/** `changed(name)` is called with the id of the panel that is shown, at first too. */
export function setUpTabs(list, changed) {
  const tabs = [...list.querySelectorAll('[role=tab]')];
  const nameOf = (tab) => tab.getAttribute('aria-controls');
  const select = (name) => {
    for (const tab of tabs) {
      const chosen = nameOf(tab) === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById(nameOf(tab)).hidden = !chosen;
    }
    changed(name);
  };
  const choose = (tab) => {
    history.replaceState(null, '', `#${nameOf(tab)}`);
    select(nameOf(tab));
  };
  for (const tab of tabs) tab.addEventListener('click', () => choose(tab));
  list.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    event.preventDefault();
    choose(next);
    next.focus();
  });
  addEventListener('hashchange', () => select(wanted()));
  select(wanted());
}
