import { account } from "@/api/session";
import { holdsOne } from "@/desk/tasks";
import type { Task } from "@/desk/tasks";

/** The parts of the console. */
export const tasks: Task[] = [
  { to: "/console/filings", text: "console.filings", group: "console.group_cases", roles: ["agency_reviewer", "auditor"] },
  { to: "/console/claims", text: "console.claims", roles: ["agency_reviewer", "claim_approver", "finance", "auditor"] },
  { to: "/console/persons", text: "console.persons", roles: ["agency_reviewer", "auditor"] },
  { to: "/console/feeds", text: "console.feeds", roles: ["administrator"] },
  { to: "/console/reconciliation", text: "console.reconciliation", group: "console.group_money", roles: ["clearing_officer", "auditor"] },
  { to: "/console/clearing", text: "console.clearing", roles: ["clearing_officer", "finance", "auditor"] },
  { to: "/console/matters", text: "console.matters", roles: ["clearing_officer", "finance", "auditor"] },
  { to: "/console/prepayment", text: "console.prepayment", roles: ["clearing_officer", "finance", "auditor"] },
  { to: "/console/statistics", text: "console.statistics", roles: ["clearing_officer", "finance", "auditor"] },
  { to: "/console/ledger", text: "console.ledger", roles: ["clearing_officer@*", "auditor@*"] },
  { to: "/console/policies", text: "console.policies", group: "console.group_rules", roles: ["policy_officer", "agency_reviewer", "auditor"] },
  { to: "/console/catalogues", text: "console.catalogues", roles: ["administrator", "auditor"] },
  { to: "/console/institutions", text: "console.institutions", roles: ["administrator", "auditor"] },
  { to: "/console/accounts", text: "console.accounts", group: "console.group_keeping", roles: ["administrator", "auditor"] },
  { to: "/console/audit", text: "console.audit", roles: ["auditor", "agency_reviewer"] },
];

/** Whether the account that has signed in has one of the roles, wherever it reaches. The server decides what it may do. */
export function has(...roles: string[]): boolean {
  return holdsOne(account.value?.roles ?? [], roles);
}
