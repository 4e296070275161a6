// What the parts of a review share.
import type { Answer, Body } from "@/api/client";

export type Queue = Answer<"/filing-queue", "get">;
export type Waiting = Queue["filings"][number];
export type Shown = Answer<"/persons/{psn_no}/filings/{filing}", "get">;
export type Review = Answer<"/persons/{psn_no}/filings/{filing}/review", "get">;
export type Check = Review["checks"][number];
export type Papers = Answer<"/persons/{psn_no}/filings/{filing}/papers", "get">;
export type Paper = Papers["papers"][number];
export type Decided = Body<"/persons/{psn_no}/filings/{filing}/decisions", "post">;
export type Decision = Decided["decision"];
