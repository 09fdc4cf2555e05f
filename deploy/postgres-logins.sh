#!/bin/bash
# Run once by the PostgreSQL image, on an empty data folder: the login of the API and the worker. By itself it may do
# nothing; it acts as one of the three roles, which the migrations give their rights.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$HUB_DATABASE_PASSWORD" --username postgres --dbname "$POSTGRES_DB" <<'SQL'
create role hub_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
create role hub_router nologin nosuperuser nobypassrls nocreatedb nocreaterole;
create role hub_identity nologin nosuperuser nobypassrls nocreatedb nocreaterole;
create role hub login noinherit password :'password' in role hub_app, hub_router, hub_identity;
SQL
