//! Which question is asked next: that the order is the computed one, how good it is, and that the first round keeps its word.

#[path = "questions/bands.rs"]
mod bands;
#[path = "questions/optimum.rs"]
mod optimum;
#[path = "questions/order.rs"]
mod order;
#[path = "questions/walk.rs"]
mod walk;
