// Agendas and minutes that somebody else wrote, for tests of the archive: made up, in the shapes that councils use.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const minutes = (day, numbers, extra = '') => `NORTHSHIRE COUNTY COUNCIL

NORTHSHIRE SAFETY PARTNERSHIP

NOTES of a meeting of the Northshire Safety Partnership held in the Long Room, County Hall on ${day}.

PRESENT: Mrs A Example (Chairman), Mr B Sample (Vice-Chairman), Cllr C Trial and Ms D Proof

IN ATTENDANCE: Mr E Clerk (Democratic Services Officer)

UNRESTRICTED ITEMS

${numbers[0]}. Declarations of Interest
(Item A3)

1. There were no declarations.

${numbers[1]}. Lamps on the harbour road
(Item B1)

1. Mr Sample introduced the report on the lamps of the harbour road and the lorries that pass there at night.
2. Ms Proof asked how many lamps were broken. Mr Sample said that it was a dozen, and that they would be mended by the summer.${extra}

RESOLVED that the report on the lamps be noted.
`;

export const files = {
  'march.txt': minutes('Tuesday, 19 March 2019', [12, 13]),
  'july.txt': minutes('Tuesday, 16 July 2019', [14, 14]),
  'folder/november.txt': minutes('Tuesday, 19 November 2019', [20, 21], '\n3. Cllr Trial thanked the lamplighters.'),
};
/** A web page without its day and its body, as text of a table. */
export const undated = `Contact: E Clerk 01234 567890 Email: clerk@north.example
No. | Item |
---|---|
Declarations of Interest Minutes: No declarations were received. |
|
Notes of meeting held on 19 March 2019 PDF 135 KB Minutes: RESOLVED that the minutes of the meeting held on 19 March 2019 were correctly recorded and a paper copy be signed by the Chairman. |
|
Lamps on the harbour road PDF 58 KB Minutes: 1. Mr Sample gave an update on the lamps.
2. Ms Proof thanked him. RESOLVED to note the update. |
|
`;
/** An agenda with the plan of its year. */
const priority = (title, number, lead, objective, by) => `Priority: ${title}\n\nLead: ${lead}\n\nAim: Fewer people hurt\n\nNo.\tObjective / Planned Outcomes\tActions\tMeasure\tTimescale\tLead\n${number}\t${objective}\tWork of two days\tIt is done\tMarch 2020\t${by}\n\n`;
export const plan = `AGENDA

NORTHSHIRE SAFETY PARTNERSHIP

Tuesday, 17th September, 2019, at 10.00 am Ask for: Eve Clerk

UNRESTRICTED ITEMS

A. Committee Business

- A1 Introduction

B. Matters for Discussion

- B1 The plan of the year (Pages 1 - 4)

DETAILED ACTION PLAN

${priority('Road Safety', '1.1', 'Head of Roads, Northshire Council', 'Mend the lamps', 'Highways')}${priority('Domestic Abuse', '2.1', 'Superintendent, Northshire Police', 'Train the champions', 'Northshire Police')}`;
export const novel = 'It was a bright morning, and nobody in the village had slept. '.repeat(80);

/** Writes them into a folder. */
export function writeFiles(folder, more = {}) {
  mkdirSync(join(folder, 'folder'), { recursive: true });
  for (const [name, text] of Object.entries({ ...files, ...more })) writeFileSync(join(folder, name), text);
  return folder;
}
