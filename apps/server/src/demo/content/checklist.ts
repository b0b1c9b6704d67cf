import type { ProjectConfiguration } from '@hearth/api';
import type { LocalizedText } from '@hearth/schema';

/** A whole text: the demo speaks every language that the widgets do. */
export type Translated = Required<LocalizedText>;

export const title: Translated = {
  en: 'Get going with Fieldnote',
  es: 'Empieza con Fieldnote',
  de: 'Loslegen mit Fieldnote',
  fr: 'Bien démarrer avec Fieldnote',
  pt: 'Comece com o Fieldnote',
};

export const celebration: Translated = {
  en: 'You are all set. Your notes will thank you.',
  es: 'Todo listo. Tus notas te lo agradecerán.',
  de: 'Alles bereit. Deine Notizen werden es dir danken.',
  fr: 'Tout est prêt. Vos notes vous remercieront.',
  pt: 'Tudo pronto. Suas notas vão agradecer.',
};

const open: Translated = { en: 'Show me', es: 'Ver', de: 'Zeigen', fr: 'Voir', pt: 'Mostrar' };

export const items: ProjectConfiguration['checklist']['items'] = [
  {
    title: {
      en: 'Take the two-minute tour',
      es: 'Haz el recorrido de dos minutos',
      de: 'Mach die Zwei-Minuten-Tour',
      fr: 'Faites la visite en deux minutes',
      pt: 'Faça o tour de dois minutos',
    },
    description: {
      en: 'See where projects, notes and quotes live.',
      es: 'Mira dónde están los proyectos, las notas y las citas.',
      de: 'Sieh, wo Projekte, Notizen und Zitate wohnen.',
      fr: 'Découvrez où se trouvent projets, notes et citations.',
      pt: 'Veja onde ficam projetos, notas e citações.',
    },
    action: { label: open, url: '#projects' },
    points: 10,
  },
  {
    title: {
      en: 'Create your first project',
      es: 'Crea tu primer proyecto',
      de: 'Leg dein erstes Projekt an',
      fr: 'Créez votre premier projet',
      pt: 'Crie seu primeiro projeto',
    },
    description: {
      en: 'Name it after the question you want answered.',
      es: 'Ponle el nombre de la pregunta que quieres responder.',
      de: 'Benenne es nach der Frage, die du beantworten willst.',
      fr: 'Donnez-lui le nom de la question à résoudre.',
      pt: 'Dê a ele o nome da pergunta que você quer responder.',
    },
    action: { label: open, url: '#projects' },
    event: { name: 'project_created', count: 1 },
    points: 20,
  },
  {
    title: {
      en: 'Share three notes',
      es: 'Comparte tres notas',
      de: 'Teile drei Notizen',
      fr: 'Partagez trois notes',
      pt: 'Compartilhe três notas',
    },
    description: {
      en: 'A note nobody reads is a diary.',
      es: 'Una nota que nadie lee es un diario.',
      de: 'Eine Notiz, die niemand liest, ist ein Tagebuch.',
      fr: 'Une note que personne ne lit est un journal intime.',
      pt: 'Uma nota que ninguém lê é um diário.',
    },
    action: { label: open, url: '#notes' },
    event: { name: 'note_shared', count: 3 },
    points: 30,
  },
  {
    title: {
      en: 'Say hello in the community',
      es: 'Saluda en la comunidad',
      de: 'Sag Hallo in der Community',
      fr: 'Dites bonjour à la communauté',
      pt: 'Diga olá na comunidade',
    },
    description: {
      en: 'Researchers from eight teams are already there.',
      es: 'Ya hay investigadores de ocho equipos.',
      de: 'Forschende aus acht Teams sind schon da.',
      fr: 'Des chercheurs de huit équipes y sont déjà.',
      pt: 'Pesquisadores de oito equipes já estão lá.',
    },
    action: { label: open, url: '#community' },
    points: 10,
  },
  {
    title: {
      en: 'Invite somebody you work with',
      es: 'Invita a alguien con quien trabajas',
      de: 'Lade jemanden aus deinem Team ein',
      fr: 'Invitez une personne de votre équipe',
      pt: 'Convide alguém da sua equipe',
    },
    description: {
      en: 'Two pairs of eyes find more than one.',
      es: 'Cuatro ojos ven más que dos.',
      de: 'Vier Augen sehen mehr als zwei.',
      fr: 'À deux, on remarque davantage.',
      pt: 'Quatro olhos veem mais que dois.',
    },
    action: { label: open, url: '#invite' },
    points: 10,
  },
];
