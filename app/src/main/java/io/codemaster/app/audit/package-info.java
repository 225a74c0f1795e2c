/** What the edge adds to the audit log: who was refused, what was read, what was exported. */
@NullMarked
package io.codemaster.app.audit;

import org.jspecify.annotations.NullMarked;
