namespace TransferLedger.Store.Tests.Marten;

/// <summary>
/// The schema <c>ledger</c> as lines of text: what a Marten store or an auditor would compare. What later versions of
/// PostgreSQL add of themselves (not-null constraints by name, more rights of the owner) is left out.
/// </summary>
internal static class SchemaText
{
    public const string Sql =
        """
        SELECT line FROM (
            SELECT 1 AS part, table_name || lpad(ordinal_position::text, 3) AS place,
                   concat_ws(' ', 'column', table_name || '.' || column_name,
                       CASE WHEN character_maximum_length IS NULL THEN data_type
                            ELSE data_type || '(' || character_maximum_length || ')' END,
                       CASE is_nullable WHEN 'NO' THEN 'not null' END, 'default ' || column_default) AS line
              FROM information_schema.columns WHERE table_schema = 'ledger'
            UNION ALL
            SELECT 2, conrelid::regclass || conname,
                   concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
              FROM pg_constraint WHERE connamespace = 'ledger'::regnamespace AND contype <> 'n'
            UNION ALL
            SELECT 3, tablename || indexname, 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'ledger'
            UNION ALL
            SELECT 4, tgrelid::regclass || tgname,
                   concat_ws(' ', 'trigger', tgenabled::text, pg_get_triggerdef(t.oid))
              FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
             WHERE c.relnamespace = 'ledger'::regnamespace AND NOT tgisinternal
            UNION ALL
            SELECT 5, proname, concat_ws(' ', 'function', proname || '(' || pg_get_function_arguments(oid) || ')',
                   'returns', pg_get_function_result(oid), CASE WHEN prosecdef THEN 'security definer' END,
                   'owner', proowner::regrole, (SELECT string_agg(a::text, ' ') FROM unnest(proacl) a))
              FROM pg_proc WHERE pronamespace = 'ledger'::regnamespace
            UNION ALL
            SELECT 6, relname, concat_ws(' ', CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, relname,
                   'owner', relowner::regrole,
                   (SELECT string_agg(a::text, ' ') FROM unnest(relacl) a WHERE a::text NOT LIKE 'ledger_owner=%'))
              FROM pg_class WHERE relnamespace = 'ledger'::regnamespace AND relkind IN ('r', 'S')
        ) lines ORDER BY part, place
        """;
}
