//! Those who work beside the page: workers of the browser in which the same program runs. What they are given and what they
//! bring are bytes, as nothing of one memory can be seen in the other. Where none can be had, or the last is lost, there is none
//! here and the page does the work itself.

use super::desk::Ask;
use js_sys::{Array, Uint8Array};
use std::collections::VecDeque;
use tidu_library::Work;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// How many pieces each has at once: while one is on its way back the next is at hand.
const AT_ONCE: usize = 2;

/// A piece of work over some enterprises.
pub struct Piece {
    /// What is asked of them.
    pub work: Work,
    /// The round it belongs to; what comes of one that is over is of no use.
    pub round: u64,
    /// The enterprises, by id and version.
    pub firms: Vec<(String, u64)>,
}

/// What somebody has in hand.
pub enum Order {
    /// A piece of what all do.
    Piece(Piece),
    /// Something that one alone has in mind: what is being taken in or given out.
    Desk(Ask),
}

/// One of them.
struct Hand {
    /// By what it goes, for others come and go.
    number: usize,
    worker: Worker,
    /// What it has in hand, the next first.
    orders: VecDeque<Order>,
    _ears: [Closure<dyn FnMut(JsValue)>; 2],
}

/// All of them.
#[derive(Default)]
pub struct Pool {
    hands: Vec<Hand>,
    came: usize,
}

impl Pool {
    /// Another one comes. What it brings, and that it fails, is told with the number by which it goes.
    pub fn join(&mut self, worker: Worker, came: impl Fn(usize, JsValue) + 'static, lost: impl Fn(usize) + 'static) {
        self.came += 1;
        let number = self.came;
        let hear = Closure::new(move |event: JsValue| came(number, event.unchecked_into::<MessageEvent>().data()));
        let lose = Closure::new(move |_| lost(number));
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(lose.as_ref().unchecked_ref()));
        self.hands.push(Hand { number, worker, orders: VecDeque::new(), _ears: [hear, lose] });
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.hands.is_empty()
    }

    /// One who can take another piece, the one with the least in hand.
    pub fn free(&self) -> Option<usize> {
        let is_free = |hand: &&Hand| hand.orders.len() < AT_ONCE && !hand.orders.iter().any(|order| matches!(order, Order::Desk(_)));
        self.hands.iter().filter(is_free).min_by_key(|hand| hand.orders.len()).map(|hand| hand.number)
    }

    /// The one who has the desk.
    pub fn first(&self) -> Option<usize> {
        self.hands.first().map(|hand| hand.number)
    }

    /// How much somebody has in hand.
    pub fn in_hand(&self, number: usize) -> usize {
        self.hands.iter().find(|hand| hand.number == number).map_or(0, |hand| hand.orders.len())
    }

    /// Gives somebody something to do: what, as text, and the bytes it is to be done with, which go over and are not copied.
    pub fn give(&mut self, number: usize, order: Order, what: &str, with: &Uint8Array) {
        let Some(hand) = self.hands.iter_mut().find(|hand| hand.number == number) else { return };
        let moved = Array::of1(&with.buffer());
        hand.orders.push_back(order);
        let _ = hand.worker.post_message_with_transfer(&Array::of2(&what.into(), with), &moved);
    }

    /// What somebody has brought; none where it is gone.
    pub fn taken(&mut self, number: usize) -> Option<Order> {
        self.hands.iter_mut().find(|hand| hand.number == number)?.orders.pop_front()
    }

    /// Lets one go, who has failed or is not to go on; what it had in hand comes back.
    pub fn leave(&mut self, number: usize) -> VecDeque<Order> {
        let Some(at) = self.hands.iter().position(|hand| hand.number == number) else { return VecDeque::new() };
        let hand = self.hands.remove(at);
        hand.worker.terminate();
        hand.orders
    }
}
