/** What operators see of the work. */
@NullMarked
package io.codemaster.query.operations;

import org.jspecify.annotations.NullMarked;
