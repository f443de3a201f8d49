/** A day, a time or a span to come, in English and German. */
const when =
  /\b(?:(?:mon|tues|wednes|thurs|fri)day|tomorrow|next (?:week|month)|(?:in|within) (?:a|one|two|three|\d+) (?:days?|weeks?)|(?:montag|dienstag|mittwoch|donnerstag|freitag)|morgen|übermorgen|nächsten? (?:woche|monat)|(?:in|innerhalb von) (?:einer|zwei|drei|\d+) (?:tagen|wochen?)|\d{1,2}[:.]\d{2}|\d{1,2}\s?(?:am|pm|uhr)|\d{1,2}\. ?(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2})\b/iu;

/** Doing something together or for the other one. */
const what =
  /\b(?:call|meet(?:ing)?|talk|speak|see you|send|invit(?:e|ation)|demo|appointment|schedule|calendar|follow up|get back|ruf(?:e|en)?|anruf|telefonier\w*|termin|treffen|sprechen|sehen uns|schick\w*|sende\w*|einlad\w*|melde\w*|besprech\w*)\b/iu;

/** Whether a sentence says both what happens next and when. A heuristic over two languages: it misses more than it invents. */
export function namesNextStep(text: string): boolean {
  return text.split(/[!?\n]+|\.(?:\s|$)/u).some((sentence) => when.test(sentence) && what.test(sentence));
}
