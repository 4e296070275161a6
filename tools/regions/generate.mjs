// Writes the region list: `node generate.mjs` prints it, `node generate.mjs --write` puts it into data/regions/regions.tsv.
//
// GB/T 2260 comes from the package (npm ci in this folder), what the insurance adds by rule is made here, and what no
// rule gives stands in additions.tsv. Which pooling area (统筹区) a code belongs to:
//   municipality        everything in it, 119900 too       -> PP0000
//   county              PPCCDD                             -> its city PPCC00
//   county under province (PP90DD: 仙桃, 五指山, 石河子)    -> itself
//   county with a fund of its own (OWN_FUND)               -> itself
//   province, city, province-level pool PP9900             -> itself
import { readFileSync, writeFileSync } from 'node:fs';
import { areaList } from '@vant/area-data';

const HERE = new URL('.', import.meta.url);
const TARGET = new URL('../../data/regions/regions.tsv', HERE);
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);
const OUTSIDE = new Set(['71', '81', '82']); // GB/T 2260 has Taiwan, Hong Kong and Macao at province level only.
const OWN_FUND = new Set(['320481']); // 溧阳 publishes rules of its own.
const NO_DISTRICTS = new Set(['4419', '4420', '4603', '4604']); // Cities without 市辖区.

const province = (code) => code.slice(0, 2);
const city = (code) => Number(code.slice(2, 4)); // 01-20 cities, 21-70 prefectures and leagues, 90 under the province.

function poolingArea(code) {
  if (MUNICIPALITIES.has(province(code))) return province(code) + '0000';
  if (OWN_FUND.has(code) || code.slice(2, 4) === '90' || code.slice(2) === '9900') return code;
  return code.endsWith('0000') ? code : code.slice(0, 4) + '00';
}

const names = new Map();
const add = (code, name) => {
  if (!names.has(code)) names.set(code, name);
};

for (const [code, name] of Object.entries(areaList.province_list)) add(code, name);
for (const list of [areaList.city_list, areaList.county_list]) {
  for (const [code, name] of Object.entries(list)) {
    if (!OUTSIDE.has(province(code))) add(code, name);
  }
}
for (const [code, name] of Object.entries(areaList.city_list)) {
  if (OUTSIDE.has(province(code)) || MUNICIPALITIES.has(province(code)) || city(code) === 90) continue;
  if (city(code) <= 20 && !NO_DISTRICTS.has(code.slice(0, 4))) add(code.slice(0, 4) + '01', name + '市辖区');
  add(code.slice(0, 4) + '99', name + '本级');
}
for (const [code, name] of Object.entries(areaList.province_list)) {
  if (!OUTSIDE.has(province(code))) add(province(code) + '9900', name + '本级');
}

const rows = [...names].map(([code, name]) => [code, name, poolingArea(code)]);
for (const line of readFileSync(new URL('additions.tsv', HERE), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [code, name, pool] = line.split('\t');
  if (names.has(code)) throw new Error(`${code} stands in GB/T 2260 already`);
  rows.push([code, name, pool]);
}
rows.sort((a, b) => Number(a[0]) - Number(b[0]));

const { version } = JSON.parse(readFileSync(new URL('node_modules/@vant/area-data/package.json', HERE), 'utf8'));
const text =
  '# Region codes: GB/T 2260 provinces, cities and counties (with the development zones and towns that the package lists\n' +
  '# beside them), and the codes that only the insurance uses.\n' +
  `# Source: npm package @vant/area-data ${version} (MIT licence), joined by tools/regions/generate.mjs with the\n` +
  '# insurance\'s own codes: PP9900 province-level pool, PPCC99 city-level pool, PPCC01 city proper, and those of\n' +
  '# tools/regions/additions.tsv. Do not edit by hand: run the generator.\n' +
  '# pooling_area: the area (统筹区) that owns the fund. Prefixes 98 and 99 are synthetic.\n' +
  'code\tname\tpooling_area\n' +
  rows.map((row) => row.join('\t')).join('\n') + '\n';

if (process.argv.includes('--write')) writeFileSync(TARGET, text);
else process.stdout.write(text);
