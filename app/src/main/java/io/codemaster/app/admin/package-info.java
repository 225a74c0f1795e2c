/** What administrators see of the product at work, and what they can do about it. */
@NullMarked
package io.codemaster.app.admin;

import org.jspecify.annotations.NullMarked;
