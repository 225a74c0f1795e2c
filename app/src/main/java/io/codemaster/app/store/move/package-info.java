/** Moves everything that the product keeps from one database to another: {@code ./codemaster move-store}. */
@NullMarked
package io.codemaster.app.store.move;

import org.jspecify.annotations.NullMarked;
