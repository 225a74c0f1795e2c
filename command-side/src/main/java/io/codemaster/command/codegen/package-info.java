/** Decides about generations, their transcripts and the workers. */
@NullMarked
package io.codemaster.command.codegen;

import org.jspecify.annotations.NullMarked;
