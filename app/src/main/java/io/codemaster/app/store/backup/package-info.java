/** Backup and restore of what an embedded store keeps: its database and the secrets beside it, in one file. */
@NullMarked
package io.codemaster.app.store.backup;

import org.jspecify.annotations.NullMarked;
