/** The contract of a generation: what can be asked, what became true, what can be read. */
@NullMarked
package io.codemaster.api.codegen;

import org.jspecify.annotations.NullMarked;
