// The host product's own script. Everything it says to Hearth goes through the one function below.
window.hearth ??= (...command) => {
  window.hearth.q ??= [];
  window.hearth.q.push(command);
};

const saved = {
  get: (key, fallback) => localStorage.getItem(`fieldnote-${key}`) ?? fallback,
  set: (key, value) => localStorage.setItem(`fieldnote-${key}`, value),
};
const query = new URLSearchParams(location.search);

const setTheme = (theme) => {
  document.documentElement.dataset.theme = theme;
  saved.set('theme', theme);
};
setTheme(
  query.get('theme') ??
    saved.get('theme', matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
);
if (query.get('dir') === 'rtl') document.documentElement.dir = 'rtl';

/** Whoever is signed in to Fieldnote is the member; nobody signed in leaves an anonymous visitor. */
const signIn = (who) => {
  saved.set('who', who);
  if (!who) return window.hearth('reset');
  window.hearth('identify', async () => {
    const answer = await fetch(`/api/hearth-token?as=${encodeURIComponent(who)}`);
    if (!answer.ok) throw new Error(`No token for ${who}: ${answer.status}`);
    return answer.text();
  });
};
const who = query.get('as') ?? saved.get('who', 'ada');
signIn(who);
const language = query.get('lang') ?? saved.get('language', 'en');
if (language !== 'en') window.hearth('update', { locale: language });

addEventListener('DOMContentLoaded', () => {
  const find = (id) => document.getElementById(id);
  const names = { ada: 'Ada', ben: 'Ben', chioma: 'Chioma' };
  const greet = (id) => {
    find('greeting').textContent = names[id] ? `Welcome back, ${names[id]}` : 'Welcome to Fieldnote';
  };

  find('who').value = who;
  greet(who);
  find('who').addEventListener('change', (event) => {
    signIn(event.target.value);
    greet(event.target.value);
  });

  find('language').value = language;
  find('language').addEventListener('change', (event) => {
    saved.set('language', event.target.value);
    window.hearth('update', { locale: event.target.value });
  });

  const theme = find('theme');
  const showTheme = () => {
    const dark = document.documentElement.dataset.theme === 'dark';
    theme.setAttribute('aria-pressed', String(dark));
  };
  showTheme();
  theme.addEventListener('click', () => {
    setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    showTheme();
  });

  let count = 2;
  find('new-project').addEventListener('click', () => {
    count += 1;
    const item = document.createElement('li');
    const title = document.createElement('h3');
    title.textContent = `Untitled study ${count}`;
    const facts = document.createElement('p');
    facts.textContent = 'No notes yet';
    item.append(title, facts);
    find('project-list').append(item);
    find('said').textContent = 'Project created.';
    window.hearth('track', 'project_created', { template: 'blank' });
  });
  for (const button of document.querySelectorAll('.share')) {
    button.addEventListener('click', () => {
      find('said').textContent = 'Note shared with your team.';
      window.hearth('track', 'note_shared');
    });
  }
});
