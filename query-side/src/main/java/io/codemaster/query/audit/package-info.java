/** The audit log: what the events say of who did what. */
@NullMarked
package io.codemaster.query.audit;

import org.jspecify.annotations.NullMarked;
