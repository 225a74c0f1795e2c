/** What is put on the record although nobody decides of it. */
@NullMarked
package io.codemaster.command.audit;

import org.jspecify.annotations.NullMarked;
