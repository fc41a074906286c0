/**
 * PostgreSQL (embedded or external), its roles and pools, migrations, the writer and the log's
 * tail.
 */
@NullMarked
package io.brokerway.engine.storage;

import org.jspecify.annotations.NullMarked;
