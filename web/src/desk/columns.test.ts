import { beforeEach, describe, expect, it } from "vitest";
import { keepColumns, keptColumns, sorted, textOfCell } from "./columns";
import type { Column } from "./columns";

interface Row {
  name: string;
  amount: number | null;
}
const columns: Column<Row>[] = [
  { id: "name", title: "Name", value: (row) => row.name },
  { id: "amount", title: "Amount", value: (row) => row.amount, kind: "money" },
  { id: "extra", title: "Extra", value: () => "x", isHidden: true },
];
const rows: Row[] = [
  { name: "b10", amount: 5 },
  { name: "b9", amount: null },
  { name: "a", amount: -1 },
];

describe("a table's rows", () => {
  it("stay as the server ordered them until a column is chosen", () => {
    expect(sorted(rows, columns, null)).toEqual(rows);
  });

  it("are sorted by amount, those without one last either way", () => {
    expect(sorted(rows, columns, { id: "amount", isDown: false }).map((row) => row.amount)).toEqual([-1, 5, null]);
    expect(sorted(rows, columns, { id: "amount", isDown: true }).map((row) => row.amount)).toEqual([5, -1, null]);
  });

  it("are sorted by the numbers in their names", () => {
    expect(sorted(rows, columns, { id: "name", isDown: false }).map((row) => row.name)).toEqual(["a", "b9", "b10"]);
  });

  it("show a dash where there is nothing", () => {
    expect(textOfCell(columns[1]!, rows[1]!)).toBe("—");
    expect(textOfCell(columns[1]!, rows[2]!)).toBe("−¥\u00a01.00");
  });
});

describe("a table's columns", () => {
  beforeEach(() => localStorage.clear());

  it("are those not hidden until somebody chooses", () => {
    expect(keptColumns("t", columns)).toEqual(["name", "amount"]);
    keepColumns("t", ["extra", "name", "gone"]);
    expect(keptColumns("t", columns)).toEqual(["name", "extra"]);
  });

  it("are the usual ones where what was kept is none of them", () => {
    keepColumns("t", ["gone"]);
    expect(keptColumns("t", columns)).toEqual(["name", "amount"]);
  });
});
