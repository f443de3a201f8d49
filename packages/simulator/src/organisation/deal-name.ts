/** Made up, like the people: that a company of this name exists somewhere is chance. */
const owners = [
  'Alderbrook',
  'Birnfeld',
  'Castellane',
  'Dornwald',
  'Eberling',
  'Fennmoor',
  'Gallowitz',
  'Hartenau',
  'Ilmenstedt',
  'Juniper Row',
  'Kestrelgate',
  'Lindqvale',
  'Marlowitz',
  'Nettelbach',
  'Ostrava Lane',
  'Perchtold',
  'Quarrymede',
  'Rosenhain',
  'Silberau',
  'Tannhof',
  'Ulverton',
  'Veltheimer',
  'Wexbridge',
  'Yarrowfield',
  'Zellerwies',
  'Aschgraben',
  'Brackwater',
  'Corvinus',
  'Drosselberg',
  'Elmsworth',
  'Falkenau',
  'Grauwacke',
  'Hollerbusch',
  'Ivenack',
  'Jadebusen',
  'Kupferhain',
  'Larchmont',
  'Moosbrunn',
  'Nordhang',
  'Oxenford',
  'Pappelhof',
  'Querbach',
  'Rietwiese',
  'Sandgrove',
  'Thornbury',
  'Uferhaus',
  'Vogelsang',
  'Weidenau',
  'Yewtree',
  'Zirbenholz',
] as const;

const trades = [
  'Logistics',
  'Bakeries',
  'Dental Care',
  'Timber',
  'Foods',
  'Printing',
  'Hotels',
  'Machinery',
  'Insurance Brokers',
  'Architects',
  'Pharmacies',
  'Textiles',
  'Publishing',
  'Garden Centres',
  'Optics',
  'Packaging',
  'Breweries',
  'Clinics',
  'Tooling',
  'Solar',
  'Schools',
  'Ceramics',
  'Car Hire',
  'Recycling',
  'Ferries',
  'Catering',
  'Furniture',
  'Dairies',
  'Security',
  'Surveying',
] as const;

const forms = ['', ' Group', ' & Sons', ' Partners'] as const;

/** Neighbouring accounts have nothing in common but being customers: a stride without common factor goes through all names once. */
const stride = 2_741;
const all = owners.length * trades.length * forms.length;

/** The customer behind an account; accounts beyond the six thousandth get a number, so that two never share a name. */
export function nameCustomer(account: number): string {
  const place = ((account % all) * stride) % all;
  const owner = owners[place % owners.length] ?? '';
  const trade = trades[Math.floor(place / owners.length) % trades.length] ?? '';
  const form = forms[Math.floor(place / (owners.length * trades.length))] ?? '';
  const round = Math.floor(account / all);
  return `${owner} ${trade}${form}${round === 0 ? '' : ` ${round + 1}`}`;
}

/** What a deal is called in the CRM: who would buy what. */
export function nameDeal(account: number, product: string | null): string {
  return product === null ? nameCustomer(account) : `${nameCustomer(account)}: ${product}`;
}
