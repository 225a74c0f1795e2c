/** Remembers inspections. */
@NullMarked
package io.codemaster.query.inspection;

import org.jspecify.annotations.NullMarked;
