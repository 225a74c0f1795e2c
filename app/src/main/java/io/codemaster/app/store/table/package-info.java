/** The tables of a store, read and written alike in every database. */
@NullMarked
package io.codemaster.app.store.table;

import org.jspecify.annotations.NullMarked;
