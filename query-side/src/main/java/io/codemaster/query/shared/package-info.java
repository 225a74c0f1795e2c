/** What every read feature uses: cursors, pages, names, instants as columns. */
@NullMarked
package io.codemaster.query.shared;

import org.jspecify.annotations.NullMarked;
