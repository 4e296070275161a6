\set pid random(1, 100000)
BEGIN;
SELECT nextval('ids') AS id \gset
INSERT INTO message VALUES ('H99420100014', 'H99420100014' || :id, repeat('a', 64), decode(repeat('ab', 2400), 'hex'));
INSERT INTO settlement VALUES (:pid, :id, :id, 'H99420100014', :id, decode(repeat('cd', 1200), 'hex'), repeat('c', 900));
INSERT INTO journal VALUES (:pid, :id, repeat('l', 160));
INSERT INTO cum_event VALUES (:pid, 2026, :id, repeat('y', 90));
INSERT INTO cum VALUES (:pid, 2026, :id, repeat('y', 90)) ON CONFLICT (pid, year) DO UPDATE SET seq = :id, cum = repeat('z', 90);
DELETE FROM hold WHERE pid = :pid AND visit = :id;
COMMIT;
