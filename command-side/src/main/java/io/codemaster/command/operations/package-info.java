/** What operators do, on the record. */
@NullMarked
package io.codemaster.command.operations;

import org.jspecify.annotations.NullMarked;
