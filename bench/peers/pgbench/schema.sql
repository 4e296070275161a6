-- As many rows, of the same sizes, as one settlement writes: message, settlement, journal, event and
-- year; a hold is looked for and erased. The keys are those of the payer.
CREATE TABLE message (institution text, msgid text, hash text, answer bytea, PRIMARY KEY (institution, msgid));
CREATE TABLE settlement (pid bigint, setl_id bigint, visit bigint, institution text, at bigint, answer bytea,
                         case_text text, PRIMARY KEY (pid, setl_id));
CREATE INDEX by_visit ON settlement (pid, visit);
CREATE INDEX by_institution ON settlement (institution, at);
CREATE TABLE journal (pid bigint, setl_id bigint, legs text, PRIMARY KEY (pid, setl_id));
CREATE TABLE cum_event (pid bigint, year bigint, seq bigint, cum text, PRIMARY KEY (pid, year, seq));
CREATE TABLE cum (pid bigint, year bigint, seq bigint, cum text, PRIMARY KEY (pid, year));
CREATE TABLE hold (pid bigint, visit bigint, until bigint, PRIMARY KEY (pid, visit));
CREATE SEQUENCE ids;
