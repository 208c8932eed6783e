-- The shared store. Run once by somebody who may make roles and schemas; everything belongs to copro_migrate.
-- Only what a Citus coordinator takes as well: plain tables, keys led by the study, no triggers, no foreign keys.

DO $roles$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['copro_migrate', 'copro_load', 'copro_read', 'copro_released'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Roles belong to the server: another of its databases was migrated at the same moment.
            END;
        END IF;
    END LOOP;
    IF NOT pg_has_role(current_user, 'copro_migrate', 'MEMBER') THEN
        EXECUTE format('GRANT copro_migrate TO %I', current_user);
    END IF;
END
$roles$;

CREATE SCHEMA copro AUTHORIZATION copro_migrate;
CREATE SCHEMA copro_data AUTHORIZATION copro_migrate;
SET LOCAL ROLE copro_migrate;

CREATE TABLE copro.migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied timestamptz NOT NULL DEFAULT now()
);

-- What the store is, such as distribution = citus.
CREATE TABLE copro.settings (name text PRIMARY KEY, value text NOT NULL);

CREATE SEQUENCE copro.load_number AS integer;

-- One row per study: its version, one more at every change.
CREATE TABLE copro.studies (study text PRIMARY KEY, version bigint NOT NULL);

-- The catalogue: which relation of copro_data holds a source's rows. Replacing a row here is what makes a load visible.
CREATE TABLE copro.sources (
    study text NOT NULL,
    source text NOT NULL,
    load_id integer NOT NULL,
    table_name text NOT NULL,
    fingerprint text NOT NULL,
    sha256 text NOT NULL,
    file text NOT NULL,
    accepted bigint NOT NULL,
    rejected bigint NOT NULL,
    description text NOT NULL,
    PRIMARY KEY (study, source)
);

-- Every load that was begun; its relation of copro_data stands until it is removed.
CREATE TABLE copro.loads (
    study text NOT NULL,
    load_id integer NOT NULL,
    source text NOT NULL,
    file text NOT NULL,
    sha256 text NOT NULL,
    loader text NOT NULL DEFAULT session_user,
    began timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended timestamptz,
    state text NOT NULL DEFAULT 'loading' CHECK (state IN ('loading', 'loaded', 'replaced', 'removed', 'abandoned')),
    accepted bigint,
    rejected bigint,
    PRIMARY KEY (study, load_id)
);

CREATE TABLE copro.rejections (
    study text NOT NULL,
    load_id integer NOT NULL,
    position bigint NOT NULL,
    file text NOT NULL,
    line bigint NOT NULL,
    header text NOT NULL,
    value text NOT NULL,
    rule text NOT NULL,
    mend text NOT NULL,
    PRIMARY KEY (study, load_id, position)
);

-- Which sub-district a community lies in, as the loaded communities say.
CREATE TABLE copro.areas (
    study text NOT NULL,
    community text NOT NULL,
    subdistrict text NOT NULL,
    PRIMARY KEY (study, community, subdistrict)
);

-- Which sub-districts of a study a login may read; '*' is the whole study.
CREATE TABLE copro.scopes (
    study text NOT NULL,
    login text NOT NULL,
    subdistrict text NOT NULL,
    PRIMARY KEY (study, login, subdistrict)
);

-- Tables that have passed the disclosure review, one row per table of the last run.
CREATE TABLE copro.released (
    study text NOT NULL,
    id text NOT NULL,
    data_version text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    csv text NOT NULL,
    PRIMARY KEY (study, id)
);

GRANT USAGE ON SCHEMA copro TO copro_load, copro_read, copro_released;
GRANT USAGE, CREATE ON SCHEMA copro_data TO copro_load;
GRANT USAGE ON SCHEMA copro_data TO copro_read;
GRANT SELECT ON copro.migrations, copro.settings, copro.studies TO copro_load, copro_read, copro_released;
GRANT USAGE ON SEQUENCE copro.load_number TO copro_load;
GRANT INSERT, UPDATE ON copro.studies TO copro_load;
GRANT SELECT, INSERT, UPDATE, DELETE ON copro.sources, copro.rejections, copro.areas, copro.released TO copro_load;
GRANT SELECT, INSERT, UPDATE ON copro.loads TO copro_load;
GRANT SELECT ON copro.scopes TO copro_load;
GRANT SELECT ON copro.sources, copro.loads, copro.areas, copro.scopes, copro.released TO copro_read;
GRANT SELECT ON copro.released TO copro_released;

-- A reader sees the scopes of its own login. Rejections quote rows of any community: only who may read the whole study sees them.
ALTER TABLE copro.scopes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON copro.scopes FOR SELECT TO copro_read USING (login = current_user);

CREATE VIEW copro.readable_rejections WITH (security_barrier) AS
    SELECT r.* FROM copro.rejections r
    WHERE pg_has_role(current_user, 'copro_load', 'USAGE') OR r.study IN (SELECT s.study FROM copro.scopes s WHERE s.login = current_user AND s.subdistrict = '*');
GRANT SELECT ON copro.readable_rejections TO copro_load, copro_read;
