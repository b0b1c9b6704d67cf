import type { ProjectConfiguration } from '@hearth/api';
import type { Translated } from './checklist.ts';

const text = (en: string, es: string, de: string, fr: string, pt: string): Translated => ({
  en,
  es,
  de,
  fr,
  pt,
});

/** Points a kind of interaction earns, at most `perDay` times in a day. */
export const earningRules: ProjectConfiguration['earningRules'] = [
  { kind: 'survey.answered', points: 15, perDay: 1 },
  { kind: 'post.created', points: 10, perDay: 3 },
  { kind: 'comment.created', points: 5, perDay: 5 },
  { kind: 'referral.joined', points: 25, perDay: 1 },
  { kind: 'referral.qualified', points: 100, perDay: 5 },
];

export const levels: ProjectConfiguration['levels'] = [
  { name: text('Newcomer', 'Recién llegado', 'Neuling', 'Nouveau venu', 'Novato'), threshold: 0 },
  { name: text('Note-taker', 'Anotador', 'Notizensammler', 'Preneur de notes', 'Anotador'), threshold: 40 },
  { name: text('Observer', 'Observador', 'Beobachter', 'Observateur', 'Observador'), threshold: 90 },
  { name: text('Storyteller', 'Narrador', 'Erzähler', 'Conteur', 'Contador de histórias'), threshold: 160 },
  {
    name: text('Field guide', 'Guía de campo', 'Feldführer', 'Guide de terrain', 'Guia de campo'),
    threshold: 300,
  },
];

export const badges: ProjectConfiguration['badges'] = [
  {
    icon: 'spark',
    kind: 'checklist.item.completed',
    target: 1,
    name: text('First step', 'Primer paso', 'Erster Schritt', 'Premier pas', 'Primeiro passo'),
    description: text(
      'Tick one step of the list.',
      'Marca un paso de la lista.',
      'Hake einen Schritt der Liste ab.',
      'Cochez une étape de la liste.',
      'Marque um passo da lista.',
    ),
  },
  {
    icon: 'voice',
    kind: 'survey.answered',
    target: 1,
    name: text('Honest voice', 'Voz sincera', 'Ehrliche Stimme', 'Voix sincère', 'Voz sincera'),
    description: text(
      'Tell us how we are doing.',
      'Cuéntanos cómo lo hacemos.',
      'Sag uns, wie wir uns schlagen.',
      'Dites-nous ce que vous en pensez.',
      'Conte como estamos indo.',
    ),
  },
  {
    icon: 'star',
    kind: 'post.created',
    target: 1,
    name: text('Icebreaker', 'Rompehielos', 'Eisbrecher', 'Brise-glace', 'Quebra-gelo'),
    description: text(
      'Write your first post.',
      'Escribe tu primera publicación.',
      'Schreib deinen ersten Beitrag.',
      'Écrivez votre première publication.',
      'Escreva sua primeira publicação.',
    ),
  },
  {
    icon: 'heart',
    kind: 'reaction.added',
    target: 10,
    name: text('Warm heart', 'Gran corazón', 'Warmes Herz', 'Grand cœur', 'Bom coração'),
    description: text(
      'Give ten reactions.',
      'Deja diez reacciones.',
      'Verteile zehn Reaktionen.',
      'Donnez dix réactions.',
      'Dê dez reações.',
    ),
  },
  {
    icon: 'trophy',
    kind: 'comment.created',
    target: 3,
    name: text('Good company', 'Buena compañía', 'Gute Gesellschaft', 'Bonne compagnie', 'Boa companhia'),
    description: text(
      'Answer three posts.',
      'Responde a tres publicaciones.',
      'Antworte auf drei Beiträge.',
      'Répondez à trois publications.',
      'Responda a três publicações.',
    ),
  },
  {
    icon: 'compass',
    kind: 'referral.shared',
    target: 1,
    name: text('Pathfinder', 'Abrecaminos', 'Wegbereiter', 'Éclaireur', 'Desbravador'),
    description: text(
      'Pass your link on.',
      'Comparte tu enlace.',
      'Gib deinen Link weiter.',
      'Partagez votre lien.',
      'Passe seu link adiante.',
    ),
  },
];

export const rewards: ProjectConfiguration['rewards'] = [
  {
    cost: 60,
    stock: 150,
    name: text(
      'Sticker sheet',
      'Hoja de pegatinas',
      'Stickerbogen',
      "Planche d'autocollants",
      'Cartela de adesivos',
    ),
    description: text(
      'Twelve field animals, sent by post.',
      'Doce animales de campo, por correo.',
      'Zwölf Feldtiere, per Post.',
      'Douze animaux des champs, par la poste.',
      'Doze animais do campo, pelo correio.',
    ),
  },
  {
    cost: 180,
    stock: 40,
    name: text('Fieldnote mug', 'Taza Fieldnote', 'Fieldnote-Becher', 'Tasse Fieldnote', 'Caneca Fieldnote'),
    description: text(
      'Enamel, survives a drop and a dishwasher.',
      'Esmaltada: aguanta golpes y lavavajillas.',
      'Emaille: übersteht Stürze und Spülmaschinen.',
      'Émaillée : résiste aux chutes et au lave-vaisselle.',
      'Esmaltada: resiste a quedas e à lava-louças.',
    ),
  },
];

export const referralRules = text(
  'You get 100 points and your friend 25 once they share their first note.',
  'Tú recibes 100 puntos y tu amigo 25 cuando comparta su primera nota.',
  'Du bekommst 100 Punkte und dein Freund 25, sobald er die erste Notiz teilt.',
  'Vous gagnez 100 points et votre ami 25 dès sa première note partagée.',
  'Você ganha 100 pontos e seu amigo 25 quando compartilhar a primeira nota.',
);
